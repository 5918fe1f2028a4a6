import encodeQR from 'qr'
import { isLoopback } from '../../../../infrastructure/config/local-url.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { PAIR } from '../descriptions/tokens.js'
import { answered } from '../hub/answered.js'

/** `penates pair`. */
export const pairDevice: Run<typeof PAIR, HubContext> = ({ options: { access, quiet, json } }, context) =>
  answered(context, context.hub.client.openPairing({ body: { access: access ?? 'full' } }), ({ body }) => {
    const { code, expiresAt } = body
    const [first, ...others] = addresses(context.hub.url, body.addresses).map((address) => `${address}/#pair=${code}`)
    if (first === undefined)
      return context.fail({
        problem: 'only this machine reaches the hub, so no other device can be paired.',
        mend: 'Start the hub with HOST=0.0.0.0 for your network, or behind a tunnel or VPN whose name is in PUBLIC_HOSTS.',
      })
    if (context.isOutTerminal && !quiet && !json) context.out(qrOf(first))
    const more = others.map((link) => `or    ${link}\n`).join('')
    const text = `Scan the code, or open on the device:\n      ${first}\n${more}It works once, until ${expiresAt}.\n`
    return context.print({ json: { links: [first, ...others], expiresAt }, text, ids: [first] })
  })

/** Addresses for other devices, the one that this program uses first. */
function addresses(used: string, known: ReadonlyArray<string>): ReadonlyArray<string> {
  const host = new URL(used).hostname.replace(/^\[|\]$/g, '')
  return isLoopback(host) ? known : [used, ...known.filter((address) => address !== used)]
}

/** Black on white in every theme of a terminal; two rows of modules a line. */
const COLOURS = '\u001B[30;107m'
const NO_COLOURS = '\u001B[0m'
const QUIET_ZONE = 2

/** QR code of a text for a terminal. */
export function qrOf(text: string): string {
  const modules = encodeQR(text, 'raw', { ecc: 'low', border: QUIET_ZONE })
  const lines = modules.flatMap((upper, at) => (at % 2 === 0 ? [lineOf(upper, modules[at + 1] ?? [])] : []))
  return lines.map((line) => `${COLOURS}${line}${NO_COLOURS}\n`).join('')
}

const lineOf = (upper: ReadonlyArray<boolean>, lower: ReadonlyArray<boolean>): string =>
  upper.map((isDark, at) => (isDark ? (lower[at] ? '█' : '▀') : lower[at] ? '▄' : ' ')).join('')
