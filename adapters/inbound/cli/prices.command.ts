import { modelKey } from '../../../domain/usage/model.js'
import { withOwnPrices } from '../../../domain/usage/price-table.js'
import { priceName } from '../../../domain/usage/pricing.js'
import type { PriceRow, PriceTable, Rates } from '../../../domain/usage/prices.js'
import { withInstallation, type Context } from './context.js'
import type { Run } from './description.js'
import type { PRICES } from './descriptions/machine.js'
import { EXIT } from './exit-codes.js'
import { table } from './table.js'
import type { UsedModel } from './used-models.js'

/** `penates prices`. */
export const prices: Run<typeof PRICES, Context> = (_, context) =>
  withInstallation(context, async (hub) => {
    const { rows, fault } = await hub.ownPrices().read()
    const prices = withOwnPrices(rows)
    const used = await hub.usedModels()
    context.print({ json: { prices, used, fault }, text: `${priceList(prices)}${usedText(prices, used)}` })
    if (fault === null) return EXIT.ok
    return context.fail({
      problem: `prices.json is not used: ${fault}`,
      mend: 'The built-in prices count until it is mended.',
    })
  })

const HEAD = ['model', 'variant', 'from', 'input', 'output', 'read', 'write 5m', 'write 1h', 'source']

const byName = (one: PriceRow, other: PriceRow): number =>
  one.model.localeCompare(other.model) || one.variant.localeCompare(other.variant)

const priceList = (prices: PriceTable): string => table(HEAD, [...prices].sort(byName).flatMap(cells))

/** One line for a row, and one more for its long prompts. */
function cells({ model, variant, from, rates, beyond, source }: PriceRow): ReadonlyArray<ReadonlyArray<string>> {
  const usual = [model, variant, from ?? '', ...figures(rates), source]
  if (beyond === null) return [usual]
  return [usual, [`  beyond ${String(beyond.promptTokens)}`, '', '', ...figures(beyond.rates), '']]
}

const figures = ({ input, output, cacheRead, cacheWrite5m, cacheWrite1h }: Rates): ReadonlyArray<string> =>
  [input, output, cacheRead, cacheWrite5m, cacheWrite1h].map(String)

function usedText(prices: PriceTable, used: ReadonlyArray<UsedModel> | null): string {
  if (used === null) return '\nThe hub does not run, so which models were used is not known.\n'
  const lines = used.map(({ model, unpricedTokens }) => {
    const name = priceName(prices, modelKey(model))
    if (unpricedTokens > 0) return `  ${model}: ${String(unpricedTokens)} tokens without a price\n`
    return `  ${model}: priced as ${name ?? 'nothing'}\n`
  })
  return `\nModels of the last 90 days:\n${lines.length === 0 ? '  none\n' : lines.join('')}`
}
