/** Making a formatter costs a phone far more than using it, and a list uses the same few for every line, each second anew. */
const keeping = <Options extends object, Format>(make: (locale: string, options: Options) => Format) => {
  const made = new Map<string, Format>();
  return (locale: string, options: Options): Format => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const format = made.get(key) ?? make(locale, options);
    made.set(key, format);
    return format;
  };
};

export const numberFormat = keeping(
  (locale, options: Intl.NumberFormatOptions & { roundingMode?: "trunc" }) => new Intl.NumberFormat(locale, options),
);
export const dateFormat = keeping((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
export const relativeFormat = keeping(
  (locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
);
export const listFormat = keeping((locale, options: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options));
