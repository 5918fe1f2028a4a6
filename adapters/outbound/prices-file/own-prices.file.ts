import * as E from 'fp-ts/lib/Either.js'
import type { OwnPrices, OwnPricesFile } from '../../../application/usage/own-prices.port.js'
import { errorCode, errorText, type Disk } from '../../../infrastructure/files/disk.js'
import { readPriceRows } from './price-rows.js'

/** File name, relative to the state folder. */
export const PRICES_FILE = 'prices.json'

/** Bytes; a hundred times what all models of all vendors take. */
const MAX_SIZE = 1_000_000

/** `prices.json`, which a person writes and the hub only reads. `file` is absolute. */
export function fileOwnPrices(disk: Pick<Disk, 'read' | 'size'>, file: string): OwnPricesFile {
  const faulty = (fault: string): OwnPrices => ({ rows: [], fault })
  return {
    read: async () => {
      try {
        if ((await disk.size(file)) > MAX_SIZE) return faulty('it is larger than a megabyte')
        const rows = readPriceRows(await disk.read(file))
        return E.isLeft(rows) ? faulty(rows.left) : { rows: rows.right, fault: null }
      } catch (thrown) {
        return errorCode(thrown) === 'ENOENT' ? { rows: [], fault: null } : faulty(errorText(thrown))
      }
    },
  }
}
