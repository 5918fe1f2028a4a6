import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { OPEN } from '../descriptions/others.js'

/** `penates open`. */
export const openWebClient: Run<typeof OPEN, HubContext> = async (
  { args: { session } },
  { hub, browse, print, fail },
) => {
  const url = `${hub.url}/${session === undefined ? '' : `?session=${encodeURIComponent(session)}`}`
  if (await browse(url)) return print({ json: { url }, text: `Opened ${url}\n`, ids: [url] })
  return fail({ problem: 'there is no program that opens pages', mend: `Open it by hand: ${url}` })
}
