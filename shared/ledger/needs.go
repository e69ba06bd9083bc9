package ledger

import (
	"example.com/immex/shared/bom"
	"example.com/immex/shared/document"
)

// explode turns an exit of a product into exits of what it is made of. What
// cannot be exploded is a shortage of the product, with its reason.
func (r *resolver) explode(p *piece, base Exit) {
	made := r.t.Plant.BOM().Explode(bom.Request{
		Producto: p.Parte, Cantidad: base.Cantidad, Moved: base.MovedAt, LeadDays: r.t.Policy.BOMLeadDays,
		Pedimento: r.e.root, Partida: p.Sec,
	})
	if len(made.Problems) > 0 {
		r.unexploded(p, base, made.Problems)
		return
	}
	for i := range made.Needs {
		n := &made.Needs[i]
		if n.Cantidad == 0 {
			continue
		}
		x := base
		x.ID = base.ID + ":" + string(n.Rol) + ":" + n.Componente
		x.Rol = roleOf(n.Rol)
		x.Parte, x.Cantidad, x.CantidadUMT = n.Componente, n.Cantidad, 0
		x.MovedAt, x.Version, x.Orden = n.Fecha, n.Version, n.Orden
		if x.Rol != RoleIncorporado {
			x.MovedBasis = "produccion"
			x.Undocumented = !n.Documentado
		}
		x.Residuo = n.Residue.String()
		x.Producto, x.Cantidades = p.Parte, base.Cantidad
		x.SameState = true
		x.Pareja, x.Serie, x.Named, x.OtraUnidad = "", "", "", false
		x.Desperdicio, x.Identifica = false, nil // of what is in it: neither scrap of its lots nor named
		if n.Orden != "" {
			x.ID += ":" + n.Orden
		}
		m := Material{Kind: KindPart, Key: n.Componente, Unit: n.Unidad}
		if n.Familia != "" {
			m.Kind, m.Key = KindFamilia, n.Familia
		}
		in := r.in(m)
		in.Exits = append(in.Exits, x)
	}
}

// roleOf is a role of the bill of materials as an exit.
func roleOf(role bom.Role) Role {
	switch role {
	case bom.Incorporado:
		return RoleIncorporado
	case bom.Merma:
		return RoleMerma
	case bom.Desperdicio:
		return RoleDesperdicio
	}
	return RoleSalida
}

// unexploded keeps the product as a shortage and says why.
func (r *resolver) unexploded(p *piece, base Exit, problems []bom.Problem) {
	base.Causa = CauseBOM
	for i := range problems {
		if kind := problems[i].Kind; kind == bom.NoVersion {
			base.Causa = CauseNoBOM
		} else if kind == bom.Overlap {
			base.Causa = CauseBOMVersion
		}
		r.find("bom_"+string(problems[i].Kind), document.Warning, "partida "+LineNumber(p.Sec), problems[i].Message)
	}
	base.Producto, base.Cantidades = p.Parte, base.Cantidad
	m := r.in(r.partMaterial(p.Parte, p.UMC))
	m.Exits = append(m.Exits, base)
}

// isProduct reports whether a part is made here.
func (r *resolver) isProduct(parte string) bool {
	return r.t.Plant != nil && parte != "" && r.t.Plant.IsProduct(parte, r.e.first.Pago)
}
