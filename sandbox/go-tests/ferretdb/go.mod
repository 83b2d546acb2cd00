// FerretDB, which speaks MongoDB's protocol; sandbox/lib/ferretdb.ts builds it from its source, which pins what it depends on.
module plumbline.invalid/ferretdb

go 1.26.0

require github.com/FerretDB/FerretDB v1.24.0
