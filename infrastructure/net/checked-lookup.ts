import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { guarded } from '../guard/guard.js'

/** A name or address resolves to an address that is not allowed. */
const NOT_PUBLIC = 'ENOTPUBLIC'

const refusal = (host: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${host} leads to an address that is not permitted`), { code: NOT_PUBLIC })

/**
 * Resolves a name for a connection, and fails unless all of its addresses are allowed. The connection uses the checked
 * address, so a second resolution cannot redirect it.
 */
export const checkedLookup =
  (isAllowed: (address: string) => boolean, lookup: LookupFunction = systemLookup): LookupFunction =>
  (host, options, callback) => {
    const found = (error: NodeJS.ErrnoException | null, resolved: string | LookupAddress[]): void => {
      const addresses = resolved as LookupAddress[]
      if (error) {
        callback(error, [])
        return
      }
      if (!addresses.every(({ address }) => isAllowed(address))) {
        callback(refusal(host), [])
        return
      }
      const [first] = addresses
      if (options.all) callback(null, addresses)
      else callback(null, first?.address ?? '', first?.family ?? 0)
    }
    lookup(host, { ...options, all: true }, guarded('name lookup', found))
  }

/** Resolves to true when every address of the host is allowed, and to `null` when it has none. Opens no connection. */
export const leadsOnlyTo = (host: string, isAllowed: (address: string) => boolean): Promise<boolean | null> =>
  new Promise((resolve) => {
    const bare = host.replace(/^\[|\]$/g, '')
    if (isIP(bare)) {
      resolve(isAllowed(bare))
      return
    }
    const found = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]): void => {
      resolve(error ? null : addresses.every(({ address }) => isAllowed(address)))
    }
    systemLookup(
      bare,
      { all: true },
      guarded('name lookup', found, () => resolve(null)),
    )
  })
