/**
 * Writes an Emscripten side module, the kind of WebAssembly file that `dlopen` takes in Pyodide, byte by byte: no compiler
 * is needed to read or to change it. It is what `emcc -sSIDE_MODULE=1` makes of this C, plus two functions for a second
 * attack that needs no JavaScript:
 *
 *     static char text[256];
 *     EM_JS(int, attack, (char* to, int size), { <the given JavaScript> })
 *     int run(char* to, int size) { return attack(to, size); }
 *     static PyModuleDef def = { .m_name = text, .m_size = -1 };
 *     PyObject* PyInit_<name>() { attack(text, 256); return PyModule_Create2(&def, 1013); }
 *     int seven(int, int) { return PyLong_FromLong(7); }
 *     int plant(int index, int) { the function table's entry `index` = seven; return 7; }
 */
export interface SideModuleOptions {
  /** Of the extension module: what Python imports. */
  name: string;
  /** Body of the EM_JS function `attack(to, size)`; none leaves EM_JS out, and with it every need for `eval`. */
  javaScript?: string;
  /** Expression of an EM_JS "function" that runs when the module is loaded, before anything is called. */
  atLoad?: string;
}

type Bytes = readonly number[];

const TEXT_SIZE = 256;
const DEFINITION_SIZE = 52;
/** Offsets of fields of PyModuleDef in 32-bit memory. */
const [M_NAME, M_SIZE] = [20, 28];
const PYTHON_API_VERSION = 1013;

const I32 = 0x7f;
const FUNCREF = 0x70;
const [FUNCTION, TABLE, MEMORY, GLOBAL] = [0, 1, 2, 3];
const END = 0x0b;
const DROP = 0x1a;
const ADD = 0x6a;
const STORE = [0x36, 2, 0];
const TABLE_SET = [0x26, 0];

/** LEB128. */
const unsigned = (value: number): Bytes => (value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >> 7)]);
const signed = (value: number): Bytes =>
  value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];

const constant = (value: number): Bytes => [0x41, ...signed(value)];
const localGet = (index: number): Bytes => [0x20, index];
const globalGet = (index: number): Bytes => [0x23, index];
const call = (index: number): Bytes => [0x10, index];
const refFunc = (index: number): Bytes => [0xd2, index];

const sized = (bytes: Bytes): Bytes => [...unsigned(bytes.length), ...bytes];
const text = (value: string): Bytes => sized([...Buffer.from(value)]);
const list = (items: readonly Bytes[]): Bytes => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Bytes): Bytes => [id, ...sized(content)];
/** Of so many i32 parameters and an i32 result. */
const signature = (parameters: number): Bytes => [0x60, ...sized(Array(parameters).fill(I32)), 1, I32];

/** The file's bytes. */
export function sideModule({ name, javaScript, atLoad }: SideModuleOptions): Uint8Array {
  // What the loader makes code of: `export __em_js__<function>` is the address of "(parameters)<::>body".
  const strings: [string, string][] = [];
  if (javaScript) strings.push(["__em_js__attack", `(char* to, int size)<::>{ ${javaScript} }`]);
  if (atLoad) strings.push(["__em_js__loaded", `(void)<::>0, (${atLoad})`]);
  // In the memory that the loader gives the module at __memory_base: the text, the definition, the strings.
  const definition = TEXT_SIZE;
  const data = [...Buffer.alloc(TEXT_SIZE + DEFINITION_SIZE)];
  const addresses = strings.map(([, value]) => data.push(...Buffer.from(`${value}\0`)) - Buffer.byteLength(value) - 1);
  const at = (offset: number) => [...globalGet(0), ...constant(offset), ADD];

  const types = [signature(2), signature(1), signature(0)];
  // An EM_JS function is an import too: the loader resolves it to what it made of the string.
  const imports: [string, Bytes][] = [
    ["memory", [MEMORY, 0, 0]],
    ["__indirect_function_table", [TABLE, FUNCREF, 0, 0]],
    ["__memory_base", [GLOBAL, I32, 0]],
    ["PyModule_Create2", [FUNCTION, 0]],
    ["PyLong_FromLong", [FUNCTION, 1]],
    ["attack", [FUNCTION, 0]],
  ];
  // The indexes of these follow those of the imported functions.
  const [create, fromLong, attack, run, seven] = [0, 1, 2, 3, 5];
  const load = javaScript ? [...at(0), ...constant(TEXT_SIZE), ...call(attack), DROP] : [];
  const named = [...at(definition + M_NAME), ...at(0), ...STORE];
  const stateless = [...at(definition + M_SIZE), ...constant(-1), ...STORE];
  const made = [...at(definition), ...constant(PYTHON_API_VERSION), ...call(create)];
  const functions: [name: string, type: number, code: Bytes][] = [
    ["run", 0, [...localGet(0), ...localGet(1), ...call(attack)]],
    [`PyInit_${name}`, 2, [...load, ...named, ...stateless, ...made]],
    ["seven", 0, [...constant(7), ...call(fromLong)]],
    ["plant", 0, [...localGet(0), ...refFunc(seven), ...TABLE_SET, ...constant(7)]],
  ];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    // The loader's section must be the first. Its part 1: bytes of memory, their alignment (a power of 2), no table.
    ...section(0, [...text("dylink.0"), 1, ...sized([...unsigned(data.length), 2, 0, 0])]),
    ...section(1, list(types)),
    ...section(2, list(imports.map(([imported, kind]) => [...text("env"), ...text(imported), ...kind]))),
    ...section(3, list(functions.map(([, type]) => [type]))),
    // Addresses relative to __memory_base, which the loader adds to every exported constant. Global 0 is the import.
    ...section(6, list(addresses.map((address) => [I32, 0, ...constant(address), END]))),
    ...section(
      7,
      list([
        ...functions.map(([exported], index) => [...text(exported), FUNCTION, run + index]),
        ...strings.map(([exported], index) => [...text(exported), GLOBAL, 1 + index]),
      ]),
    ),
    ...section(10, list(functions.map(([, , code]) => sized([0, ...code, END])))),
    ...section(11, list([[0, ...globalGet(0), END, ...sized(data)]])),
  ]);
}
