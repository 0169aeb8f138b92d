/**
 * Python source of `perturb(tree, variant, keep)`: changes the numeric literals of a parsed program in place, so that a
 * program which computes its answer prints another one and a program which only prints it does not.
 *
 * Deterministic, and the same text runs in every Python executor. Literal number `i` that is changed (in source order):
 * a float becomes `x * (1 + 0.05 * variant + 0.013 * (i % 5))`, an int `n + variant * (1 + i % 3)`,
 * so that neither ratios nor sums of the inputs stay as they were. So do the numbers in
 * `Fraction("3/4")`, `Decimal("0.3")`, `int("7")` and `float("0.5")`.
 *
 * Left alone: what equals a number in `keep` (1e-12 relative), the ints 0 and 1, booleans, and what would break the
 * program or only changes its presentation: subscripts, keys of dict displays, format specifications, the digits of
 * `round`, start and step of `range`. The stop of a `range` grows by 1 only.
 *
 * Imports nothing but built-in modules: `import ast` alone would cost 7 ms of a 25 ms execution.
 */
export const perturbationSource = `
def perturb(tree, variant, keep):
    import _ast
    parsers = ("Fraction", "Decimal", "int", "float")
    changed = 0

    def kept(value):
        for number in keep:
            try:
                if value == number or abs(value - number) <= 1e-12 * max(abs(value), abs(number)):
                    return True
            except OverflowError:
                pass
        return False

    def next_float(value):
        nonlocal changed
        changed += 1
        return value * (1 + 0.05 * variant + 0.013 * ((changed - 1) % 5))

    def next_int(value, only_one):
        nonlocal changed
        changed += 1
        return value + (1 if only_one else variant * (1 + (changed - 1) % 3))

    def next_text(text):
        parts = text.split("/")
        values = []
        for part in parts:
            try:
                values.append(int(part))
            except ValueError:
                try:
                    values.append(float(part))
                except ValueError:
                    return text
        try:
            whole = values[0] if len(values) == 1 else values[0] / values[1]
        except (ZeroDivisionError, OverflowError):
            return text
        if len(values) > 2 or kept(whole):
            return text
        for place, value in enumerate(values):
            if isinstance(value, float):
                if value and not kept(value) and abs(value) < 1e300:
                    parts[place] = repr(next_float(value))
            elif value not in (0, 1) and not kept(value):
                parts[place] = str(next_int(value, False))
        return "/".join(parts)

    def name_of(function):
        return getattr(function, "id", None) or getattr(function, "attr", None)

    stack = [(tree, 1, False)]
    while stack:
        node, sign, only_one = stack.pop()
        if isinstance(node, _ast.Constant):
            value = node.value
            if type(value) is float:
                if value and not kept(sign * value):
                    node.value = next_float(value)
            elif type(value) is int and value not in (0, 1) and not kept(sign * value):
                node.value = next_int(value, only_one)
            continue
        children = []
        called = name_of(node.func) if isinstance(node, _ast.Call) else None
        if called in parsers and len(node.args) == 1 and not node.keywords:
            only = node.args[0]
            if isinstance(only, _ast.Constant) and isinstance(only.value, str):
                only.value = next_text(only.value)
        for field in node._fields:
            if field == "slice" and isinstance(node, _ast.Subscript):
                continue
            if field == "format_spec" and isinstance(node, _ast.FormattedValue):
                continue
            if field == "keys" and isinstance(node, _ast.Dict):
                continue
            if called == "round" and field == "keywords":
                continue
            item = getattr(node, field, None)
            for place, child in enumerate(item if isinstance(item, list) else (item,)):
                if not isinstance(child, _ast.AST):
                    continue
                one = only_one
                if called == "round" and field == "args" and place > 0:
                    continue
                if called == "range" and field == "args":
                    if place != (0 if len(item) == 1 else 1):
                        continue
                    one = True
                minus = isinstance(node, _ast.UnaryOp) and isinstance(node.op, _ast.USub)
                children.append((child, -1 if minus else 1, one))
        stack.extend(reversed(children))
    return tree
`;
