// `npm run docs`: writes the generated parts of the documentation. `npm test` fails when one is out of date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './lib/build.mjs'
import { root } from './lib/run.mjs'

/** A Markdown table as prettier aligns it. */
function table(head, rows) {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = head.map((_, column) => Math.max(3, ...lines.map((line) => line[column].length)))
  const row = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |\n`
  const [first, ...rest] = lines.map(row)
  return first + row(widths.map((width) => '-'.repeat(width))) + rest.join('')
}

const code = (value) => (value === '' ? '' : `\`${value}\``)
const yes = (isSo) => (isSo ? 'yes' : 'no')
const defaultOf = ({ fallback, documentedDefault }) =>
  documentedDefault === fallback ? code(fallback) : documentedDefault

const variableTable = (variables) =>
  table(
    ['variable', 'default', 'meaning', 'in service definitions', 'passed to programs'],
    variables.map((row) => [code(row.name), defaultOf(row), row.doc, yes(!row.isSecret), yes(row.reachesChildren)]),
  )

const envExample = (variables) =>
  [
    '# Copy this file to .env, with mode 0600, in the folder that the hub is started in. Every variable is optional.\n',
    ...variables.map((row) => {
      const instead = row.fallback === row.documentedDefault ? '' : ` (default: ${row.documentedDefault})`
      return `\n# ${row.doc}${row.documentedDefault === '' ? '' : instead}\n#${row.name}=${row.fallback ?? ''}\n`
    }),
  ].join('')

const settingTable = (settings, texts) =>
  table(
    ['setting', 'values', 'default', 'meaning'],
    Object.entries(settings).map(([name, { off, on, initially }]) => [
      code(name),
      `${code(off)}, ${code(on)}`,
      code(initially),
      `${texts[name].en.label}. ${texts[name].en.hint.replace(/\.$/, '')}`,
    ]),
  )

const exitTable = (exits) =>
  table(
    ['code', 'meaning'],
    Object.values(exits).map(({ code: number, meaning }) => [String(number), meaning]),
  )

const commandTable = (commands, { synopsisOf, flagsOf, exitsOf }, exits) =>
  table(
    ['command', 'purpose', 'own options', 'exit codes'],
    commands.map((command) => [
      code([command.path, ...(command.arguments ?? []).map(synopsisOf)].join(' ')),
      command.summary,
      Object.entries(command.options ?? {})
        .map(([name, option]) => code(flagsOf(name, option)))
        .join(', '),
      exitsOf(command)
        .map((name) => exits[name].code)
        .sort((one, other) => one - other)
        .join(', '),
    ]),
  )

const optionTable = (options, flagsOf) =>
  table(
    ['option', 'meaning'],
    Object.entries(options).map(([name, option]) => [code(flagsOf(name, option)), option.summary]),
  )

const DECISIONS = 'docs/adr'

/** Number, title and status of every decision; a file without them stops the run. */
const decisions = () =>
  readdirSync(join(root, DECISIONS))
    .filter((file) => /^\d{4}-/.test(file))
    .sort()
    .map((file) => {
      const match = /^# (\d{4}): (.+)\n\n\*\*Status\.\*\* (Accepted), (\d{4}-\d\d-\d\d)\.( Replaced [^\n]*)?/.exec(
        readFileSync(join(root, DECISIONS, file), 'utf8'),
      )
      if (match?.[1] !== file.slice(0, 4))
        throw new Error(
          `${DECISIONS}/${file} must begin with "# ${file.slice(0, 4)}: Title" and "**Status.** Accepted, date."`,
        )
      const [, number, title, status, date, replaced] = match
      return { file, number, title, date, status: replaced?.trim().replace(/\.$/, '') ?? status }
    })

const decisionTable = (all) =>
  table(
    ['number', 'decision', 'date', 'status'],
    all.map(({ file, number, title, date, status }) => [`[${number}](${file})`, title, date, status]),
  )

function unusedNumbers(all) {
  const used = new Set(all.map(({ number }) => Number(number)))
  const unused = Array.from({ length: Math.max(...used) }, (_, index) => index + 1).filter(
    (number) => !used.has(number),
  )
  return `${unused.map((number) => String(number).padStart(4, '0')).join(', ')}\n`
}

/** `text` with `generated` between the two markers of `name`. */
function withPart(text, [name, generated]) {
  const [begin, end] = [`<!-- ${name}: written by \`npm run docs\` -->\n`, `<!-- end of ${name} -->\n`]
  const [before, rest] = text.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`the document lacks the markers of ${name}`)
  return `${before}${begin}\n${generated}\n${end}${after}`
}

/** Every file with a generated part: its path, and its text as it must be. */
export async function generatedDocs() {
  const built = (file) => import(pathToFileURL(join(root, 'dist', file)).href)
  const variables = Object.values((await built('composition/config/variables.js')).VARIABLES)
  const { SETTINGS } = await built('domain/settings/settings.js')
  const { HUB_SETTINGS } = await built('adapters/inbound/web/src/settings/hub-setting-texts.js')
  const parts = { variables: variableTable(variables), settings: settingTable(SETTINGS, HUB_SETTINGS) }
  const cli = await built('adapters/inbound/cli/description.js')
  const { EXITS } = await built('adapters/inbound/cli/exit-codes.js')
  const { commandsFor } = await built('adapters/inbound/cli/catalogue.js')
  const { HOOK_CLIS } = await built('adapters/outbound/agents/agents.js')
  const shown = commandsFor({ hookClis: HOOK_CLIS, variables })
    .map(({ description }) => description)
    .filter(({ isHidden }) => !isHidden)
  const cliParts = {
    'exit codes': exitTable(EXITS),
    commands: commandTable(shown, cli, EXITS),
    'options of all commands': optionTable({ ...cli.COMMON_OPTIONS, ...cli.HUB_OPTIONS }, cli.flagsOf),
  }
  const all = decisions()
  const index = { decisions: decisionTable(all), 'unused numbers': unusedNumbers(all) }
  const filled = (path, parts) => ({
    path,
    text: Object.entries(parts).reduce(withPart, readFileSync(join(root, path), 'utf8')),
  })
  return [
    filled('docs/configuration.md', parts),
    filled('docs/cli.md', cliParts),
    filled(`${DECISIONS}/README.md`, index),
    { path: '.env.example', text: envExample(variables) },
  ]
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureBuilt(['server'])
  for (const { path, text } of await generatedDocs()) writeFileSync(join(root, path), text)
}
