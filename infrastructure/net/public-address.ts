import { BlockList, isIP } from 'node:net'

/** Ranges that are not on the public internet. IANA IPv4 and IPv6 Special-Purpose Address Registries. */
const SPECIAL: ReadonlyArray<readonly [address: string, prefix: number, family: 'ipv4' | 'ipv6']> = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['::ffff:0:0', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['100:0:0:1::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
  ['5f00::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]

/** One list per family: in a common list `::ffff:0:0/96` also matches every IPv4 address (Node 20). */
const special = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [address, prefix, family] of SPECIAL) special[family].addSubnet(address, prefix, family)

/** True for an IP address that is reachable on the public internet. False for everything else, including names. */
export const isPublicAddress = (address: string): boolean => isIP(address) !== 0 && !isIn(special, address)

function isIn(lists: typeof special, address: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  return isIP(address) !== 0 && lists[family].check(address, family)
}

/** Loopback, private networks of RFC 1918 and RFC 4193, and the shared range of RFC 6598, which VPNs use. */
const HOME: typeof SPECIAL = [
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
]
const home = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [address, prefix, family] of HOME) home[family].addSubnet(address, prefix, family)

/** True for an address of this machine or of a private network; false for link-local ones, where clouds keep secrets. */
const isHomeAddress = (address: string): boolean => isIn(home, address)

/**
 * Addresses that a URL given by a person may lead to: public ones by https, and where private ones are permitted those as
 * well. Plain http stays within private networks.
 */
export const permittedAddresses =
  ({ protocol }: URL, allowsPrivate: boolean) =>
  (address: string): boolean =>
    (allowsPrivate && isHomeAddress(address)) || (protocol === 'https:' && isPublicAddress(address))
