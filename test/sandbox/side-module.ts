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
const localGet = (index: number) => [0x20, index];
const globalGet = (index: number) => [0x23, index];
const call = (index: number) => [0x10, index];
const add = 0x6a;
const store = [0x36, 2, 0];

/** Unsigned LEB128. */
const unsigned = (value: number): Bytes => (value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]);
/** `i32.const`: signed LEB128. */
const constant = (value: number): Bytes => {
  const signed = (rest: number): Bytes =>
    rest >= -64 && rest < 64 ? [rest & 127] : [(rest & 127) | 128, ...signed(rest >> 7)];
  return [0x41, ...signed(value)];
};
const sized = (bytes: Bytes): Bytes => [...unsigned(bytes.length), ...bytes];
const text = (value: string): Bytes => sized([...Buffer.from(value, "utf8")]);
const list = (items: readonly Bytes[]): Bytes => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Bytes): Bytes => [id, ...sized(content)];
const signature = (parameters: number, results: number): Bytes => [
  0x60,
  ...list(Array(parameters).fill([I32])),
  ...list(Array(results).fill([I32])),
];
const body = (code: Bytes): Bytes => sized([0, ...code, END]);

export function sideModule({ name, javaScript, atLoad }: SideModuleOptions): Uint8Array {
  const strings = [
    ...(javaScript ? [["__em_js__attack", `(char* to, int size)<::>{ ${javaScript} }`]] : []),
    ...(atLoad ? [["__em_js__loaded", `(void)<::>0, (${atLoad})`]] : []),
  ] as [string, string][];
  // Of the memory that the loader gives the module at __memory_base: the text, the definition, the EM_JS strings.
  const definition = TEXT_SIZE;
  let end = definition + DEFINITION_SIZE;
  const addresses = strings.map(([, value]) => {
    const start = end;
    end += Buffer.byteLength(value) + 1;
    return start;
  });
  const at = (offset: number) => [...globalGet(0), ...constant(offset), add];

  const memoryInfo = [1, ...sized([...unsigned(end), 2, 0, 0])];
  const types = [signature(2, 1), signature(1, 1), signature(0, 1)];
  // An EM_JS function is an import too: the loader resolves it to what it made of the string. Without one, `abs` will do.
  const imports: [string, Bytes][] = [
    ["memory", [MEMORY, 0, 0]],
    ["__indirect_function_table", [TABLE, FUNCREF, 0, 0]],
    ["__memory_base", [GLOBAL, I32, 0]],
    ["PyModule_Create2", [FUNCTION, 0]],
    ["PyLong_FromLong", [FUNCTION, 1]],
    [javaScript ? "attack" : "PyNumber_Add", [FUNCTION, 0]],
  ];
  const [create, fromLong, attack, run, init, seven, plant] = [0, 1, 2, 3, 4, 5, 6] as const;
  const functions: [string, number, Bytes][] = [
    ["run", 0, [...localGet(0), ...localGet(1), ...call(attack)]],
    [
      `PyInit_${name}`,
      2,
      [
        ...(javaScript ? [...at(0), ...constant(TEXT_SIZE), ...call(attack), 0x1a] : []),
        ...[...at(definition + M_NAME), ...at(0), ...store],
        ...[...at(definition + M_SIZE), ...constant(-1), ...store],
        ...[...at(definition), ...constant(PYTHON_API_VERSION), ...call(create)],
      ],
    ],
    ["seven", 0, [...constant(7), ...call(fromLong)]],
    // ref.func and table.set
    ["plant", 0, [...localGet(0), 0xd2, seven, 0x26, 0, ...constant(7)]],
  ];
  const exports: Bytes[] = [
    ...functions.map(([exported], index) => [...text(exported), FUNCTION, run + index]),
    ...strings.map(([exported], index) => [...text(exported), GLOBAL, 1 + index]),
  ];
  const data = [...Buffer.alloc(strings.length && definition + DEFINITION_SIZE), ...Buffer.from(strings.map(([, value]) => `${value}\0`).join(""))];
  void [init, plant];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(0, [...text("dylink.0"), ...memoryInfo]),
    ...section(1, list(types)),
    ...section(2, list(imports.map(([imported, kind]) => [...text("env"), ...text(imported), ...kind]))),
    ...section(3, list(functions.map(([, type]) => [type]))),
    ...section(6, list(addresses.map((address) => [I32, 0, ...constant(address), END]))),
    ...section(7, list(exports)),
    ...section(10, list(functions.map(([, , code]) => body(code)))),
    ...section(11, list([[0, ...globalGet(0), END, ...sized(data)]])),
  ]);
}
