import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const pressed = (keys) => (page) => page.keyboard.press(keys)

async function openFinish(page, card) {
  await page.locator(`[href$="/board/${card}"]`).first().focus()
  await page.keyboard.press('Alt+ArrowRight')
}

/** Page of `docs/design.md` before anything is in the hub. */
const FIRST_RUN = ['first-run', 'First run', () => '/', '.setup-steps']

const OTHERS = [
  ['overview', 'Overview', () => '/', 'article.tile'],
  ['palette', 'Search of everything', () => '/', '.palette-row', pressed('Control+k')],
  ['new-session', 'New session', () => '/new', 'dialog .programs'],
  ['terminal', 'Terminal', () => '/s/cc-web-shop', '.xterm'],
  ['split', 'Terminals side by side', () => '/s/cc-web-shop?column=cc-web-shop&column=cc-docs-site', '.xterm'],
  ['dock', 'Approval below a terminal', () => '/s/cc-parser', '.xterm'],
  ['call', 'Approval beside a terminal', () => '/s/cc-parser/approvals', 'article.approval'],
  ['conversation', 'Conversation of a session', () => '/s/cc-web-shop/conversation', '.entry'],
  ['conversations', 'Search of conversations', () => '/conversations?q=orders', '.conversation-hit'],
  ['timeline', 'Time line of a session', () => '/s/cc-web-shop/timeline', '.timeline-row'],
  ['changes', 'Changes of a session', () => '/s/cc-web-shop/changes', '.repo-panel'],
  ['board', 'Board', () => '/board', '.card-title'],
  ['card', 'Card', (card) => `/board/${card}`, '.card-view'],
  ['review', 'Review of a branch', (card) => `/board/${card}/review`, '.diff-file'],
  ['finish', 'Finish of a card', () => '/board', '.finish-dialog .dialog-foot', openFinish],
  ['archive', 'Archive of the board', () => '/board/archive', '.content h1'],
  ['projects', 'Projects', () => '/projects', '.project-title'],
  ['new-project', 'New project', () => '/projects/new', 'dialog'],
  ['plan', 'Plan of a project', () => '/p/web-shop', '.plan-item'],
  ['files', 'Files of a project', () => '/p/web-shop/files', '[role=treeitem]'],
  ['project-usage', 'Usage of a project', () => '/p/web-shop/usage', '.content h1'],
  ['usage', 'Usage', () => '/usage', '.usage-totals'],
  ['approvals', 'Needs you', () => '/approvals', '.content h1'],
  ['history', 'History of approvals', () => '/approvals/history', '.decided'],
  ['rules', 'Rules', () => '/approvals/rules', '.rule'],
  ['settings', 'Settings', () => '/settings', '.content h1'],
  ['attention', 'Settings of attention', () => '/settings/attention', '.content h1'],
  ['webhooks', 'Webhooks', () => '/settings/webhooks', '.content h1'],
  ['devices', 'Devices', () => '/settings/devices', '.content h1'],
  ['tokens', 'Access tokens', () => '/settings/tokens', '.content h1'],
  ['status', 'Status and log', () => '/status', '.content h1'],
  ['keys', 'Keyboard shortcuts', () => '/', '.help', pressed('?')],
]

const pageOf = ([name, title, path, shows, open]) => ({ name, title, path, shows, open })

export const EMPTY_PAGES = [pageOf(FIRST_RUN)]
/** Pages of a seeded hub: name, heading, address for its card in review, what is there once it is whole, what opens it. */
export const PAGES = OTHERS.map(pageOf)

/** Columns of a sheet. */
export const DEVICES = [
  { width: 1440, height: 900, isTouch: false },
  { width: 820, height: 900, isTouch: true },
  { width: 390, height: 900, isTouch: true },
]

/** Rows of a sheet. */
export const LOOKS = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'de' },
]

/** Folder of the sheets, below `docs`. They are not part of the package. */
export const SHEETS = 'screens'

export const sheetOf = (name) => `${name}.webp`

/** Writes the document that shows every page. */
export function writeDesign() {
  const sections = [...EMPTY_PAGES, ...PAGES].map(
    ({ name, title }) => `## ${title}\n\n![${title}](${SHEETS}/${sheetOf(name)})\n`,
  )
  const text = `# The pages of the web client

Every page with made-up data, ${DEVICES.map(({ width }) => width)
    .join(', ')
    .replace(/, (\d+)$/, ' and $1')} px wide: light in English, and below it dark in German. Written by
\`npm run screenshots\`. [web-client.md](web-client.md) describes the code.

${sections.join('\n')}`
  writeFileSync(join(root, 'docs/design.md'), text)
}
