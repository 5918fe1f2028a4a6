/** Path of the page's script, whose name contains a content hash; `null` for other pages. */
export const scriptOf = (html: string): string | null =>
  /<script[^>]+type="module"[^>]+src="([^"]+)"/.exec(html)?.[1] ?? null
