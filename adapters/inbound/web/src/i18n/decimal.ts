/** Number with this many decimals and no separators of thousands: `1.5`, in German `1,5`. */
export const decimal = (value: number, digits: number, locale: string): string =>
  new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  }).format(value)
