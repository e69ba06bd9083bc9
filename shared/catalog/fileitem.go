package catalog

import (
	"slices"

	"example.com/immex/shared/document"
)

// FileItem is one paper or state that the file of the importer (LA 59-V)
// or the renewal of a certification asks for, and what of the books and
// documents shows it.
type FileItem struct {
	Code, Group string
	// Proof names what shows it; "ninguna" is what no door of the product
	// brings.
	Proof string
	Title document.Text
	Validity
}

// FileItems are those that hold on a day, in the order of the table.
func (c *Catalog) FileItems(on document.Date) (out []FileItem) {
	rows := c.LawRows("requisitos_rece")
	for i := range rows {
		if r := &rows[i]; r.Holds(on) {
			out = append(out, FileItem{r.Cells["requisito"], r.Cells["grupo"], r.Cells["prueba"], r.title(), r.Validity})
		}
	}
	return out
}

func requisitosRECE() LawTable {
	return LawTable{
		Name: "requisitos_rece", Title: document.Text{ES: "expediente y certificación", EN: "file of the importer and certification"}, Key: []string{"requisito"},
		Columns: slices.Concat([]LawColumn{
			lawKey("requisito", "requirement", "clave del requisito", "key of the requirement", "coves"),
			lawEnum("grupo", "group", "LA_59_V o RECE", "LA_59_V or RECE", "LA_59_V", "LA_59_V", "RECE"),
			lawEnum("prueba", "proof", "qué lo muestra; ninguna si el producto no lo recibe", "what shows it; ninguna where the product receives nothing", "coves",
				"pedimentos", "coves", "cfdi", "edocuments", "mve", "registro", "retorno", "data_stage", "plazo_48h", "vencidos", "credito", "ninguna"),
		}, lawTitles()),
	}
}
