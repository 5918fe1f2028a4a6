import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { PROMPT_BOUNDS } from '../../../domain/usage/cell.js'
import { modelKey } from '../../../domain/usage/model.js'
import type { PriceRow, PriceTable, Rates } from '../../../domain/usage/prices.js'
import { decode } from '../../../infrastructure/codec/decode.js'
import { recordOf } from '../../../infrastructure/codec/codecs.js'

/** Dollars for a million tokens; nothing costs more than a dollar a token. */
const Rate = t.refinement(t.number, (rate) => Number.isFinite(rate) && rate >= 0 && rate <= 1e6, 'Rate')

const RATES = { input: Rate, output: Rate, cacheRead: Rate }
const WRITES = { cacheWrite5m: Rate, cacheWrite1h: Rate }

const Day = t.refinement(
  t.string,
  (day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && Number.isFinite(Date.parse(day)) && isoDay(day) === day,
  'Day',
)
const isoDay = (day: string): string => new Date(Date.parse(day)).toISOString().slice(0, 10)

const MAX_TEXT_LENGTH = 500
const Model = t.refinement(
  t.string,
  (name) => modelKey(name) !== '' && name.length <= MAX_TEXT_LENGTH && !/\p{Cc}/u.test(name),
  'Model',
)
const Source = t.refinement(t.string, (text) => text.length <= MAX_TEXT_LENGTH, 'Source')

const PricesFile = recordOf(
  {
    prices: t.readonlyArray(
      recordOf(
        { model: Model, ...RATES },
        {
          ...WRITES,
          from: t.union([Day, t.null]),
          variant: t.keyof({ standard: null, batch: null, fast: null }),
          beyond: t.union([
            recordOf(
              { promptTokens: t.refinement(t.number, (size) => PROMPT_BOUNDS.includes(size), 'PromptBound'), ...RATES },
              WRITES,
            ),
            t.null,
          ]),
          source: Source,
        },
      ),
    ),
  },
  { version: t.literal(1) },
)
type WrittenRow = t.TypeOf<typeof PricesFile>['prices'][number]

/** Reads `prices.json`. What is wrong is said by where it is, without the value. */
export function readPriceRows(text: string): E.Either<string, PriceTable> {
  return pipe(
    E.tryCatch(
      (): unknown => JSON.parse(text.replace(/^\ufeff/, '')),
      () => 'it is no JSON',
    ),
    E.flatMap((json) =>
      pipe(
        decode(PricesFile, json),
        E.mapLeft(({ at }) => `wrong or missing: ${at.length === 0 ? 'all of it' : innermost(at).join(', ')}`),
      ),
    ),
    E.map(({ prices }) => prices.map(priceRow)),
    E.flatMap(withoutTwins),
  )
}

/** Drops paths that contain another faulty path. */
const innermost = (paths: ReadonlyArray<string>): ReadonlyArray<string> =>
  paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)))

const priceRow = ({
  model,
  from = null,
  variant = 'standard',
  beyond = null,
  source,
  ...rates
}: WrittenRow): PriceRow => ({
  model: modelKey(model),
  from,
  variant,
  rates: ratesOf(rates),
  beyond: beyond === null ? null : { promptTokens: beyond.promptTokens, rates: ratesOf(beyond) },
  source: source ?? 'prices.json',
})

interface WrittenRates extends Pick<Rates, 'input' | 'output' | 'cacheRead'> {
  readonly cacheWrite5m?: number
  readonly cacheWrite1h?: number
}

/** Fills in omitted cache write prices as in the built-in table: the input price, and the five-minute price. */
const ratesOf = ({
  input,
  output,
  cacheRead,
  cacheWrite5m = input,
  cacheWrite1h = cacheWrite5m,
}: WrittenRates): Rates => ({
  input,
  output,
  cacheRead,
  cacheWrite5m,
  cacheWrite1h,
})

/** Rejects two rows for the same model, variant and date. */
function withoutTwins(rows: PriceTable): E.Either<string, PriceTable> {
  const seen = new Set<string>()
  for (const { model, variant, from } of rows) {
    const what = `${model}, ${variant}, from ${from ?? 'ever'}`
    if (seen.has(what)) return E.left(`there are two rows for ${what}`)
    seen.add(what)
  }
  return E.right(rows)
}
