package bom

import "maps"

// Families says of each part that has substitutes which family it is of: the
// first of its parts, in order of their names. Substitutes are joined through
// all versions: what replaces the same part is of one family.
func (x *Index) Families() map[string]string { return maps.Clone(x.families) }

// Family is the key of the family of a part, "" without substitutes.
func (x *Index) Family(part string) string { return x.families[part] }

// families joins the components that a family of a version names, under every
// name they have while the row holds. A family is that of its version: the
// same word in another list joins nothing.
func families(products map[string]*product, parts Parts) map[string]string {
	u := union{}
	for _, p := range products {
		for _, v := range p.versions {
			first := map[string]string{}
			for i := range v.rows {
				if r := &v.rows[i]; r.Familia != "" {
					u.row(r, first, parts)
				}
			}
		}
	}
	out, size := map[string]string{}, map[string]int{}
	for part := range u {
		out[part] = u.find(part)
		size[out[part]]++
	}
	maps.DeleteFunc(out, func(_, key string) bool { return size[key] < 2 })
	return out
}

// union is a forest whose roots are the smallest of their trees.
type union map[string]string

func (u union) row(r *Row, first map[string]string, parts Parts) {
	for on := r.Desde; on.Known() && on <= r.until(); {
		name, _, to := parts.Name(r.Componente, on)
		if first[r.Familia] == "" {
			first[r.Familia] = name
		}
		u.join(name, first[r.Familia])
		if to >= lastDay {
			return
		}
		on = to.AddDays(1)
	}
}

func (u union) find(part string) string {
	root := part
	for u[root] != "" && u[root] != root {
		root = u[root]
	}
	for part != root {
		next := u[part]
		u[part], part = root, next
	}
	return root
}

func (u union) join(a, b string) {
	for _, part := range []string{a, b} {
		if u[part] == "" {
			u[part] = part
		}
	}
	a, b = u.find(a), u.find(b)
	u[max(a, b)] = min(a, b)
}
