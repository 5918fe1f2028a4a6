import { networkInterfaces } from 'node:os'

/** IPv4 addresses of this machine under which others may reach it: no loopback and no link-local ones. */
export const ownAddresses = (): ReadonlyArray<string> =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    .map(({ address }) => address)
