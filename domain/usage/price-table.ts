import type { RequestVariant } from './cell.js'
import type { PriceRow, PriceTable, Rates } from './prices.js'

/** Date on which the price pages were read. */
const READ_ON = '2026-11-24'
const ANTHROPIC = `Anthropic, list prices, ${READ_ON}`
const ANTHROPIC_IN_PART = `Anthropic, list prices, ${READ_ON}; in part from a second source`
const ANTHROPIC_SECOND = `second source on Anthropic, ${READ_ON}`
const OPENAI_IN_PART = `OpenAI, list prices, ${READ_ON}; in part from a second source`
const OPENAI_SECOND = `second source on OpenAI, ${READ_ON}`

/** Input, output, cache read, and cache writes for five minutes and one hour where they differ, in US dollars per million tokens. */
type Figures = readonly [input: number, output: number, read: number, ...writes: ReadonlyArray<number>]

interface Fields {
  readonly from?: string
  readonly beyond?: readonly [promptTokens: number, figures: Figures]
}

/** Rates with defaults: a cache write costs as much as input, and a one-hour write as much as a five-minute write. */
const ratesOf = ([input, output, cacheRead, write5m = input, write1h = write5m]: Figures): Rates => ({
  input,
  output,
  cacheRead,
  cacheWrite5m: write5m,
  cacheWrite1h: write1h,
})

const halved = ([input, output, read, ...writes]: Figures): Figures => [
  input / 2,
  output / 2,
  read / 2,
  ...writes.map((write) => write / 2),
]

const row = (model: string, variant: RequestVariant, source: string, figures: Figures, fields: Fields): PriceRow => ({
  model,
  from: fields.from ?? null,
  variant,
  rates: ratesOf(figures),
  beyond: fields.beyond === undefined ? null : { promptTokens: fields.beyond[0], rates: ratesOf(fields.beyond[1]) },
  source,
})

/** Rows of Anthropic models. Batches cost half. The prices of the fast mode are unknown for all of these. */
function claude(models: ReadonlyArray<string>, source: string, figures: Figures, fields: Fields = {}): PriceTable {
  const { beyond, ...rest } = fields
  const halfFields: Fields = beyond === undefined ? rest : { ...rest, beyond: [beyond[0], halved(beyond[1])] }
  return models.flatMap((model) => [
    row(model, 'standard', source, figures, fields),
    row(model, 'batch', `${source}; a batch is half price`, halved(figures), halfFields),
  ])
}

/** Rows of OpenAI models. The prices of batches and fast modes are unknown. */
const gpt = (models: ReadonlyArray<string>, source: string, figures: Figures, fields: Fields = {}): PriceTable =>
  models.map((model) => row(model, 'standard', source, figures, fields))

const SMALL_PROMPT = 100_000
const LONG_PROMPT = 272_000

/**
 * Published prices. Rows of the operator's own file take precedence; a model in neither table is unpriced. Prices of
 * cache writes for long prompts are not published; they keep their ratio to the input price.
 */
export const BUILT_IN_PRICES: PriceTable = [
  ...claude(['claude-fable-5-1'], ANTHROPIC, [10, 50, 0.25, 12.5, 20]),
  ...claude(['claude-fable-5'], ANTHROPIC, [10, 50, 1, 12.5, 20]),
  ...claude(['claude-opus-5-5'], ANTHROPIC_IN_PART, [4, 20, 0.2, 5, 8]),
  ...claude(
    ['claude-opus-5', 'claude-opus-4-8', 'claude-opus-4-7', 'claude-opus-4-6', 'claude-opus-4-5'],
    ANTHROPIC,
    [5, 25, 0.5, 6.25, 10],
  ),
  ...claude(['claude-opus-4-1', 'claude-opus-4'], ANTHROPIC, [15, 75, 1.5, 18.75, 30]),
  ...claude(['claude-sonnet-5-5'], ANTHROPIC_IN_PART, [2, 10, 0.2, 2.5, 4]),
  ...claude(['claude-sonnet-5-5'], ANTHROPIC_IN_PART, [2, 10, 0.1, 2.5, 4], { from: '2026-10-07' }),
  ...claude(['claude-sonnet-5'], ANTHROPIC, [2, 10, 0.2, 2.5, 4]),
  ...claude(['claude-sonnet-4-6', 'claude-sonnet-4-5', 'claude-sonnet-4'], ANTHROPIC, [3, 15, 0.3, 3.75, 6]),
  ...claude(
    ['claude-haiku-5-5'],
    `${ANTHROPIC_IN_PART}; long prompts: ${ANTHROPIC_SECOND}`,
    [0.1, 0.5, 0.01, 0.125, 0.2],
    {
      beyond: [SMALL_PROMPT, [0.5, 2.5, 0.05, 0.625, 1]],
    },
  ),
  ...claude(['claude-haiku-4-5'], ANTHROPIC, [1, 5, 0.1, 1.25, 2]),
  // The second name is the API name of the same model.
  ...claude(['claude-haiku-3-5', 'claude-3-5-haiku'], ANTHROPIC, [0.8, 4, 0.08, 1, 1.6]),
  ...gpt(['gpt-5', 'gpt-5.1', 'gpt-5-codex', 'gpt-5.1-codex', 'gpt-5.1-codex-max'], OPENAI_IN_PART, [1.25, 10, 0.125]),
  ...gpt(['gpt-5-mini', 'gpt-5.1-codex-mini'], OPENAI_SECOND, [0.25, 2, 0.025]),
  ...gpt(['gpt-5.2', 'gpt-5.2-codex', 'gpt-5.3-codex'], OPENAI_SECOND, [1.75, 14, 0.175]),
  ...gpt(['gpt-5.4'], OPENAI_SECOND, [2.5, 15, 0.25], { beyond: [LONG_PROMPT, [5, 22.5, 0.5]] }),
  ...gpt(['gpt-5.4-mini'], OPENAI_SECOND, [0.75, 4.5, 0.075]),
  ...gpt(['gpt-5.4-nano'], OPENAI_SECOND, [0.2, 1.25, 0.02]),
  ...gpt(['gpt-5.5'], OPENAI_SECOND, [5, 30, 0.5], { beyond: [LONG_PROMPT, [10, 45, 1]] }),
  ...gpt(['gpt-5.6-sol'], OPENAI_SECOND, [5, 30, 0.5, 6.25], { beyond: [LONG_PROMPT, [10, 45, 1, 12.5]] }),
  ...gpt(['gpt-5.6-terra'], OPENAI_SECOND, [2, 12, 0.2, 2.5], { beyond: [LONG_PROMPT, [4, 18, 0.4, 5]] }),
  ...gpt(['gpt-5.6-luna'], OPENAI_SECOND, [0.2, 1.2, 0.02, 0.25], { beyond: [LONG_PROMPT, [0.4, 1.8, 0.04, 0.5]] }),
  ...gpt(['gpt-6-sol'], OPENAI_SECOND, [2, 10, 0.2, 2.5]),
  ...gpt(['gpt-6-luna'], OPENAI_SECOND, [0.1, 0.5, 0.01, 0.125]),
  ...gpt(['gpt-6-astra'], OPENAI_SECOND, [10, 50, 1]),
  ...gpt(['gpt-6.1-sol'], OPENAI_SECOND, [2, 10, 0.1, 2.5]),
  ...gpt(['gpt-6.1-terra'], OPENAI_SECOND, [1, 5, 0.05, 1.25]),
]

/** Built-in table preceded by the operator's rows. A model in `own` loses all its built-in rows. */
export function withOwnPrices(own: PriceTable, table: PriceTable = BUILT_IN_PRICES): PriceTable {
  const models = new Set(own.map(({ model }) => model))
  return [...own, ...table.filter(({ model }) => !models.has(model))]
}
