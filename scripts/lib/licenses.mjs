import { readFileSync, writeFileSync } from 'node:fs'

const HEADING = /^## /m

/** Rewrites the licences that vite has collected in a file: packages with the same text share it. */
export function groupLicenses(file) {
  const [head, ...entries] = readFileSync(file, 'utf8').split(HEADING)
  const byText = new Map()
  for (const entry of entries) {
    const end = entry.indexOf('\n')
    const text = entry.slice(end).trim()
    byText.set(text, [...(byText.get(text) ?? []), `## ${entry.slice(0, end)}`])
  }
  const groups = [...byText].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`)
  writeFileSync(file, [head.trimEnd() + '\n', ...groups].join('\n'))
}
