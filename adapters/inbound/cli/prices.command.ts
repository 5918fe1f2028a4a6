import * as E from 'fp-ts/lib/Either.js'
import { modelKey } from '../../../domain/usage/model.js'
import { withOwnPrices } from '../../../domain/usage/price-table.js'
import { priceName } from '../../../domain/usage/pricing.js'
import type { PriceRow, PriceTable, Rates } from '../../../domain/usage/prices.js'
import { EXIT, tellConfigFaults, tellFailure, tellUsage, type Command } from './command.js'
import type { UsedModel } from './used-model.js'

const help = `Usage: penates prices check

Prints what usage is reckoned with, in US dollars for a million tokens, and where each
figure is from: prices.json in the state folder goes before the built-in table. While
the hub runs, also names the models of the last 90 days that no price is known of.
Ends with 1 when prices.json is not right; nothing of it is used then.
`

/** `penates prices`. */
export const prices: Command = {
  name: 'prices',
  summary: 'Show what usage is priced by, and which models have no price',
  help,
  switches: [],
  run: async ({ operands: [action, ...rest] }, deps) => {
    if (action !== 'check' || rest.length > 0) return tellUsage('prices takes check', 'penates prices --help', deps)
    const hub = await deps.open()
    if (E.isLeft(hub)) return tellConfigFaults(hub.left, deps)
    const { rows, fault } = await hub.right.ownPrices().read()
    const table = withOwnPrices(rows)
    deps.out(priceList(table))
    deps.out(usedWords(table, await hub.right.usedModels()))
    if (fault === null) return EXIT.ok
    return tellFailure(`prices.json is not used: ${fault}`, 'The built-in prices count until it is mended.', deps)
  },
}

const HEAD = ['model', 'variant', 'from', 'input', 'output', 'read', 'write 5m', 'write 1h', 'source']

const byName = (one: PriceRow, other: PriceRow): number =>
  one.model.localeCompare(other.model) || one.variant.localeCompare(other.variant)

function priceList(table: PriceTable): string {
  const lines = [HEAD, ...[...table].sort(byName).flatMap(cells)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

/** One line for a row, and one more for its long prompts. */
function cells({ model, variant, from, rates, beyond, source }: PriceRow): ReadonlyArray<ReadonlyArray<string>> {
  const usual = [model, variant, from ?? '', ...figures(rates), source]
  if (beyond === null) return [usual]
  return [usual, [`  beyond ${String(beyond.promptTokens)}`, '', '', ...figures(beyond.rates), '']]
}

const figures = ({ input, output, cacheRead, cacheWrite5m, cacheWrite1h }: Rates): ReadonlyArray<string> =>
  [input, output, cacheRead, cacheWrite5m, cacheWrite1h].map(String)

function usedWords(table: PriceTable, used: ReadonlyArray<UsedModel> | null): string {
  if (used === null) return '\nThe hub does not run, so which models were used is not known.\n'
  const lines = used.map(({ model, unpricedTokens }) => {
    const name = priceName(table, modelKey(model))
    if (unpricedTokens > 0) return `  ${model}: ${String(unpricedTokens)} tokens without a price\n`
    return `  ${model}: priced as ${name ?? 'nothing'}\n`
  })
  return `\nModels of the last 90 days:\n${lines.length === 0 ? '  none\n' : lines.join('')}`
}
