import type { ServerResponse } from 'node:http'

const PAGES = {
  refused: [
    401,
    'Not signed in',
    'This preview opens from the hub only. Choose the port there again; a preview stays open for twelve hours.',
  ],
  nothing: [503, 'Nothing is shown', 'Choose a port in the hub.'],
  silent: [503, 'Nothing listens there', 'The dev server has stopped, or has not started yet. Start it and reload.'],
} as const

export type PreviewPage = keyof typeof PAGES

/** Answers with a small page of our own. It runs nothing and loads nothing. */
export function sendPage(response: ServerResponse, page: PreviewPage, isHead: boolean): void {
  const [status, title, words] = PAGES[page]
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{font:14px system-ui;max-width:32em;margin:20vh auto;padding:0 16px;color-scheme:light dark}</style>
<h1>${title}</h1><p>${words}</p></html>`
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(html),
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(isHead ? undefined : html)
}
