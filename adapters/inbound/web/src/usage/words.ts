import { messages } from '../app/texts/messages.js'
import { REST } from './model-colour.js'

/** Keeps one format for each language: making it takes longer than all its uses on a page. */
function perLanguage<Format>(make: (language: string) => Format): () => Format {
  const made = new Map<string, Format>()
  return () => {
    const language = document.documentElement.lang || 'en'
    const format = made.get(language) ?? make(language)
    made.set(language, format)
    return format
  }
}

const numbers = (options: Intl.NumberFormatOptions): (() => Intl.NumberFormat) =>
  perLanguage((language) => new Intl.NumberFormat(language, options))
const dates = (options: Intl.DateTimeFormatOptions): (() => Intl.DateTimeFormat) =>
  perLanguage((language) => new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options }))

const dollars = numbers({ style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' })
const tenths = numbers({ maximumFractionDigits: 1 })
const compactTenths = numbers({ notation: 'compact', maximumFractionDigits: 1 })
const integers = numbers({})
const days = {
  short: dates({ day: 'numeric', month: 'short' }),
  long: dates({ day: 'numeric', month: 'short', weekday: 'short' }),
}
const months = dates({ month: 'short' })
const weekdays = dates({ weekday: 'short' })

const midnight = (date: string): Date => new Date(`${date}T00:00:00Z`)

/** US dollars: `$12.30`. Amounts below a cent are shown as such. */
export const usd = (amount: number): string =>
  amount > 0 && amount < 0.01 ? `<${dollars().format(0.01)}` : dollars().format(amount)

/** Percentage: `93.7 %`. */
export const percent = (value: number): string => `${tenths().format(value)} %`

/** Abbreviated number: `1.2M`. */
export const compact = (count: number): string => compactTenths().format(count)

/** Integer with separators: `1,234,567`. */
export const whole = (count: number): string => integers().format(count)

/** Short date of the hub's ISO date: `24 Nov`. */
export const dayWords = (date: string, style: 'short' | 'long' = 'short'): string =>
  days[style]().format(midnight(date))

/** Name of the month of an ISO date: `Nov`. */
export const monthWords = (date: string): string => months().format(midnight(date))

/** Name of a weekday; 0 is Monday. */
export const weekdayWords = (day: number): string => weekdays().format(new Date(Date.UTC(2024, 0, 1 + day)))

/** Display name of a model. */
export function modelWords(model: string): string {
  if (model === REST) return messages.value.otherModels
  return model === '' ? messages.value.unknownModel : model
}
