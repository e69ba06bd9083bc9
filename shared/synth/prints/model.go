package prints

// estado is what the print says of its own validity.
type estado int

const (
	pagado estado = iota
	proforma
	nulo
)

// model is one invented pedimento, every block of Anexo 1 that it has.
type model struct {
	number                   string // 15 digits
	op, clave, regimen       string
	destino, aduana, seccion string // aduana: 3 digits of dispatch; seccion its name
	aduanaES                 string
	medios                   [3]string
	tc, peso                 num
	dolares                  num
	valorAduana, comercial   num
	rfc, curp, nombre        string
	domicilio                string
	incr                     [5]num // val. seguros, seguros, fletes, embalajes, otros
	decr                     [5]num // transporte, seguro, carga, descarga, otros
	acuse                    string
	marcas, bultos           string
	fechas                   []fecha
	tasas                    []tasa
	cuadro                   []tax
	efectivo, otros, total   num
	pago                     *pago
	estado                   estado
	proveedores              []proveedor
	destinatarios            []tercero
	transportes              []transporte
	candados                 []string
	guias, contenedores      [][2]string
	casos                    []caso
	cuentas                  []cuenta
	descargos                []descargo
	compensaciones           []compensacion
	virtuales                []virtual
	observaciones            []string
	rectifica                *rectifica
	partidas                 []partida
	prevalidador             string
	agente                   agente
	referencia               string
}

func (m *model) patente() string   { return m.number[4:8] }
func (m *model) documento() string { return m.number[8:] }

type (
	fecha struct{ tipo, label, iso string }
	tasa  struct {
		clave, tipo string
		tasa        num
	}
	tax struct {
		clave, fp string
		importe   num
	}
	pago struct {
		linea, banco, operacion, transaccion string
		importe                              num
		fecha                                string
	}
	tercero   struct{ id, nombre, domicilio string }
	proveedor struct {
		tercero
		vinculacion string // SI or NO
		facturas    []factura
		soloCOVE    bool
	}
	factura struct {
		numero, cove, fecha, incoterm, moneda string
		valor, factor, dolares                num
	}
	transporte struct{ id, pais, nombre, rfc, curp, domicilio string }
	caso       struct {
		clave string
		c     []string
	}
	cuenta struct {
		garantia, institucion, numero, folio, fecha string
		total, cantidad, unitario, titulos          num
	}
	descargo struct {
		number, aduana, clave, fecha, fraccion, unidad string
		cantidad                                       num
	}
	compensacion struct {
		number, aduana, fecha, clave string
		importe                      num
	}
	virtual struct {
		fp, institucion, numero, fecha string
		importe, saldo, pagado         num
	}
	rectifica struct {
		number, aduana, clave, fecha string
		diferencias                  []tax
	}
	agente  struct{ nombre, rfc, sociedad, rfcSociedad, curp, serie, firma string }
	permiso struct {
		clave, numero, firma string
		dolares, cantidad    num
	}
	partida struct {
		fraccion, nico, descripcion string
		vinculacion, metodo         string
		umc, umt                    string
		cumc, cumt                  num
		pvc, pod                    string
		aduana, pagado              num
		dolares                     num // exports
		unitario, agregado          num
		marca, modelo, codigo       string
		series                      [][2]string // number, kilometres
		tasas                       []tasa
		taxes                       []tax
		permisos                    []permiso
		casos                       []caso
		garantias                   []cuenta
		observaciones               []string
	}
)
