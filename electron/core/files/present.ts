type Present<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** The fields that have a value. */
export function present<Fields extends object>(fields: Fields): Present<Fields> {
  const found: Present<Fields> = {};
  for (const name in fields) {
    const value = fields[name];
    if (isPresent(value)) found[name] = value;
  }
  return found;
}

function isPresent<Value>(value: Value): value is Exclude<Value, undefined> {
  return value !== undefined;
}
