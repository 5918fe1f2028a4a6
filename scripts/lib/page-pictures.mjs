import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

/** Pages of `docs/design.md`: name, heading, address for the ids of a seeded hub, and what is there once a page is whole. */
export const PAGES = [
  ['overview', 'Overview', () => '/', 'article.tile'],
  ['new-session', 'New session', () => '/new', 'dialog .programs'],
  ['terminal', 'Terminal', () => '/s/cc-web-shop', '.xterm'],
  ['changes', 'Changes of a session', () => '/s/cc-web-shop/changes', '.repo-panel'],
  ['board', 'Board', () => '/board', '.card-title'],
  ['card', 'Card', (card) => `/board/${card}`, '.card-view'],
  ['review', 'Review of a branch', (card) => `/board/${card}/review`, '.diff-file'],
  ['archive', 'Archive of the board', () => '/board/archive', '.content h1'],
  ['projects', 'Projects', () => '/projects', '.project-title'],
  ['new-project', 'New project', () => '/projects/new', 'dialog'],
  ['plan', 'Plan of a project', () => '/p/web-shop', '.plan-item'],
  ['files', 'Files of a project', () => '/p/web-shop/files', '[role=treeitem]'],
  ['usage', 'Usage', () => '/usage', '.usage-totals'],
  ['approvals', 'Approvals', () => '/approvals', '.content h1'],
  ['settings', 'Settings', () => '/settings', '.content h1'],
  ['status', 'Status and log', () => '/status', '.content h1'],
].map(([name, title, path, shows]) => ({ name, title, path, shows }))

export const DEVICES = [
  { device: 'desktop', viewport: { width: 1200, height: 750 }, isTouch: false, shownAt: '72%' },
  { device: 'phone', viewport: { width: 390, height: 844 }, isTouch: true, shownAt: '21%' },
]

/** Folder of the pictures, below `docs`. They are not part of the package. */
export const PICTURES = 'screens'

export const pictureOf = (name, device, theme) => `${name}-${device}-${theme}.webp`

const picture = ({ name, title }, { device, shownAt }) => `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="${PICTURES}/${pictureOf(name, device, 'dark')}">
  <img src="${PICTURES}/${pictureOf(name, device, 'light')}" alt="${title} (${device})" width="${shownAt}">
</picture>`

/** Writes the document that shows every page. */
export function writeDesign() {
  const sections = PAGES.map(
    (page) => `## ${page.title}\n\n${DEVICES.map((device) => picture(page, device)).join('\n')}\n`,
  )
  const text = `# The pages of the web client

Every page with made-up data, at a desk and on a phone, in the theme of the reader. Written by \`npm run screenshots\`.
[web-client.md](web-client.md) describes the code.

${sections.join('\n')}`
  writeFileSync(join(root, 'docs/design.md'), text)
}
