import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { root } from '../../scripts/lib/run.mjs'
import { sectionOf } from '../../scripts/lib/site-sections.mjs'

const read = (path) => readFileSync(join(root, path), 'utf8')
const markdownIn = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((file) => join(folder, file.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.md') && !file.startsWith('docs/api/'))
const documents = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...markdownIn('docs'),
  ...markdownIn('.github'),
].sort()

/** Blocks of code hold no links. */
const withoutBlocks = (text) => text.replace(/^ *```.*?^ *```$/gms, '')
const withoutCode = (text) => withoutBlocks(text).replace(/`[^`\n]*`/g, (code) => ' '.repeat(code.length))

/** The fragment by which GitHub links a heading. */
const fragmentOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
const fragmentsOf = (path) => [...withoutBlocks(read(path)).matchAll(/^#+ (.*)$/gm)].map(([, text]) => fragmentOf(text))

function brokenLinks(path) {
  const text = withoutCode(read(path))
  const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(([, link, image]) => link ?? image)
  return links
    .filter((link) => !/^(https?|mailto):/.test(link))
    .filter((link) => {
      const [file, fragment] = link.split('#')
      const target = file === '' ? path : join(dirname(path), file)
      if (!existsSync(join(root, target))) return true
      return fragment !== undefined && target.endsWith('.md') && !fragmentsOf(target).includes(fragment)
    })
}

/** Files of the repository that are named in code, without a pattern or a placeholder. */
const NAMED =
  /^(?:domain|application|adapters|infrastructure|composition|test|scripts|docs)\/[\w./-]+\.(?:tsx?|mjs|cjs|md|json)$/

function missingFiles(path) {
  return [...withoutBlocks(read(path)).matchAll(/`([^`\n]+)`/g)]
    .map(([, code]) => code)
    .filter((code) => NAMED.test(code) && !existsSync(join(root, code)))
}

function missingScripts(path) {
  const { scripts } = JSON.parse(read('package.json'))
  return [...read(path).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name).filter((name) => !(name in scripts))
}

const PRONOUN = /\b(?:nobody|somebody|anybody|whoever)\b/gi
const pronounsIn = (path) => [...withoutCode(read(path)).matchAll(PRONOUN)].map(([word]) => `${path}: ${word}`)

/** Decisions name the files of their date. */
const isDecision = (path) => path.startsWith('docs/adr/0')

const tests = readdirSync(join(root, 'test'), { recursive: true }).map((file) => file.replaceAll('\\', '/'))

/** True when a test drives this version of a CLI. The version of a row over a protocol is that of the protocol. */
function drives(file, cli, version) {
  const text = read(join('test', file))
  if (cli === 'ACP' || (cli === 'Claude Code' && text.includes('CLAUDE_CODE_VERSIONS'))) return true
  const programs = read('scripts/lib/agent-programs.mjs').matchAll(/(\w+): \{ name: '([\w-]+)'.*version: '([\d.]+)'/g)
  const isOf = ([, , name, number]) => name === cli.toLowerCase().replace(' ', '-') && number === version
  const [, program] = [...programs].find(isOf) ?? []
  return text.includes(`agentBin('${program}')`) || (program === 'measured' && text.includes('agentPlace('))
}

describe('the documentation', () => {
  for (const path of documents) {
    it(`${path} links and names what exists`, () => {
      expect({ links: brokenLinks(path), files: isDecision(path) ? [] : missingFiles(path) }).to.deep.equal({
        links: [],
        files: [],
      })
    })
  }

  it('names callers, clients, operators and programs instead of pronouns', () => {
    const found = documents.filter((path) => !isDecision(path)).flatMap((path) => pronounsIn(path))
    expect(found).to.deep.equal([])
  })

  it('names an existing test for each CLI, version and field of which something is known, which drives that version', () => {
    const section = read('docs/agents.md').split('## Evidence by CLI and version')[1].split('\n## ')[0]
    const [head, , ...rows] = section
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').slice(1, -1))
      .map((row) => row.map((cell) => cell.trim()))
    const cells = rows.flatMap(([cli, version, ...row]) => row.map((cell) => ({ cli, version, cell })))
    expect(cells.length).to.equal(rows.length * (head.length - 2))
    const wrong = cells.filter(({ cli, version, cell }) => {
      if (cell === 'not known') return false
      const [, source, name] = /^(real CLI|recorded), `([\w./-]+)`$/.exec(cell) ?? []
      const file = tests.find((one) => `/${one}`.endsWith(`/${name}.test.ts`))
      return file === undefined || (source === 'real CLI' && !drives(file, cli, version))
    })
    expect(wrong).to.deep.equal([])
  })

  it('has every page in a section of its site', () => {
    for (const path of markdownIn('docs')) sectionOf(basename(path, '.md'))
  })

  it('names scripts of package.json', () => {
    expect(documents.flatMap((path) => missingScripts(path).map((name) => `${path}: ${name}`))).to.deep.equal([])
  })

  it('finds a broken link, a wrong fragment and a missing file', () => {
    expect(fragmentOf('What `npm test` does: all of it')).to.equal('what-npm-test-does-all-of-it')
    expect(withoutCode('`[a](b)` [c](d)')).to.include('[c](d)').and.not.include('[a](b)')
    expect(NAMED.test('domain/board/none.ts')).to.equal(true)
    expect(NAMED.test('domain/<feature>/errors.ts')).to.equal(false)
  })
})
