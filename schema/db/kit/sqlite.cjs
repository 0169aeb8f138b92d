module.exports = { ...require("../sqlite.ts").sqliteTables };
