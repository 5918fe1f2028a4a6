/** Number with this many decimals and no separators of thousands: `1.5`, in German `1,5`. */
export const decimal = (value: number, digits: number, locale: string): string =>
  new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  }).format(value)

const UNITS = ['B', 'KiB', 'MiB', 'GiB'] as const

/** File size: `512 B`, `1.4 KiB`, `23 MiB`. */
export function sizeText(bytes: number, locale: string): string {
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length - 1)
  const value = bytes / 1_024 ** step
  return `${step === 0 || value >= 10 ? Math.round(value) : decimal(value, 1, locale)} ${UNITS[step] ?? 'B'}`
}
