package material

import "regexp"

// SendersTable is who may send documents by mail.
const SendersTable = "remitentes"

// remitentes are the domains whose mail the door takes for the programme. They
// move nothing.
func remitentes() Table {
	return Table{
		Name: SendersTable, Title: text("remitentes del correo", "senders of mail"),
		Identity: []string{"dominio"}, From: "vigente_desde", To: "vigente_hasta", Aside: true, check: checkRemitentes,
		Columns: []Column{
			{Name: "dominio", English: "domain", Aliases: also("dominio_correo", "mail_domain"), Type: TypeKey, Required: true, Meaning: text(
				"dominio completo de la dirección de quien envía; un subdominio es otro", "whole domain of the sender's address; a subdomain is another"), Example: "agencia.example"},
			{Name: "patente", English: "patent", Aliases: also("agente", "broker"), Type: TypeKey, Meaning: text("patente del agente aduanal, si es de uno", "the customs broker's patent, if it is one's"), Example: "3210"},
			{Name: "vigente_desde", English: "valid_from", Aliases: also("desde"), Type: TypeDate, Required: true, Meaning: text("primer día en que se recibe su correo", "first day its mail is taken"), Example: "2026-01-01"},
			{Name: "vigente_hasta", English: "valid_to", Aliases: also("hasta"), Type: TypeDate, Meaning: text("último día; vacío si sigue vigente", "last day; empty while it holds"), Example: ""},
		},
	}
}

// domainShape is a host name of at least two labels; other alphabets come in
// their xn-- form, as mail carries them.
var domainShape = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$`)

func checkRemitentes(c *checker) {
	for i := range c.file.Rows {
		row := &c.file.Rows[i]
		c.ordered(row, "vigente_desde", "vigente_hasta")
		if v := c.get(row, "dominio").Text; v != "" && (len(v) > 253 || !domainShape.MatchString(v)) {
			c.value(row, "dominio", "No es un dominio en minúsculas; escriba sólo lo que sigue a la arroba, por ejemplo agencia.example.",
				"It is no domain in small letters; write only what follows the at sign, for instance agencia.example.")
		}
	}
}
