import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileOwnPrices } from '../../../../adapters/outbound/prices-file/own-prices.file.js'
import type { OwnPrices } from '../../../../application/usage/own-prices.port.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'
import { memoryOwnPrices } from '../../../../adapters/outbound/memory/stores.memory.js'
import { describeOwnPrices } from '../../../contracts/own-prices.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const row = { model: 'x', input: 1, output: 2, cacheRead: 0.5 }

describeFake(describeOwnPrices, ['file'], () => {
  const file = memoryOwnPrices()
  const put = (prices: OwnPrices): Promise<void> => {
    file.put(prices)
    return Promise.resolve()
  }
  return {
    file,
    write: (rows) => put({ rows, fault: null }),
    spoil: () => put({ rows: [], fault: 'wrong' }),
  }
})

describe('in a folder', () => {
  const folder = scratchFolder()
  describeOwnPrices('a file', () => {
    const file = join(folder(), 'prices.json')
    return {
      file: fileOwnPrices(nodeDisk, file),
      write: (rows) => {
        const prices = rows.map(({ rates, ...row }) => ({ ...row, ...rates }))
        return writeFile(file, JSON.stringify({ version: 1, prices }))
      },
      spoil: () => writeFile(file, '{'),
    }
  })
})

describe('prices.json', () => {
  const folder = scratchFolder()

  const reading = async (content: unknown): Promise<OwnPrices> => {
    const file = join(folder(), 'prices.json')
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
    return fileOwnPrices(nodeDisk, file).read()
  }

  it('says nothing where there is none', async () => {
    expect(await fileOwnPrices(nodeDisk, join(folder(), 'none.json')).read()).to.deep.equal({ rows: [], fault: null })
  })

  it('is read with what may be left out', async () => {
    const beyond = { promptTokens: 200_000, input: 2, output: 4, cacheRead: 1, cacheWrite1h: 9 }
    const prices = [
      row,
      { ...row, model: 'vendor/y-20260101', from: '2026-02-01', variant: 'fast', beyond, source: 'contract' },
    ]
    const rates = { input: 1, output: 2, cacheRead: 0.5, cacheWrite5m: 1, cacheWrite1h: 1 }
    expect(await reading({ version: 1, prices })).to.deep.equal({
      rows: [
        { model: 'x', from: null, variant: 'standard', rates, beyond: null, source: 'prices.json' },
        {
          model: 'y',
          from: '2026-02-01',
          variant: 'fast',
          rates,
          beyond: {
            promptTokens: 200_000,
            rates: { input: 2, output: 4, cacheRead: 1, cacheWrite5m: 2, cacheWrite1h: 9 },
          },
          source: 'contract',
        },
      ],
      fault: null,
    })
  })

  it('counts as empty when anything is wrong with it, and says where', async () => {
    const faults: ReadonlyArray<readonly [unknown, string]> = [
      ['{"prices": [', 'it is no JSON'],
      ['', 'it is no JSON'],
      [[], 'wrong or missing: all of it'],
      [{ version: 2, prices: [] }, 'wrong or missing: version'],
      [{ prices: [{ ...row, input: -1 }] }, 'wrong or missing: prices.0.input'],
      [{ prices: [row, { ...row, model: 'y', output: '2' }] }, 'wrong or missing: prices.1.output'],
      ['{"prices":[{"model":"x","input":1e999,"output":2,"cacheRead":1}]}', 'wrong or missing: prices.0.input'],
      [{ prices: [{ ...row, model: ' / ' }] }, 'wrong or missing: prices.0.model'],
      [{ prices: [{ ...row, from: '2026-02-30' }] }, 'wrong or missing: prices.0.from'],
      [{ prices: [{ ...row, variant: 'free' }] }, 'wrong or missing: prices.0.variant'],
      [{ prices: [{ ...row, beyond: { ...row, promptTokens: 5 } }] }, 'wrong or missing: prices.0.beyond.promptTokens'],
      [{ prices: [row, row] }, 'there are two rows for x, standard, from ever'],
      ['x'.repeat(1_000_001), 'it is larger than a megabyte'],
    ]
    for (const [content, fault] of faults) expect(await reading(content)).to.deep.equal({ rows: [], fault })
  })
})
