/** Path of the page's own script: its name carries a hash of its content. `null` for a page of another kind. */
export const scriptOf = (html: string): string | null =>
  /<script[^>]+type="module"[^>]+src="([^"]+)"/.exec(html)?.[1] ?? null
