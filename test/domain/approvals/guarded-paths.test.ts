import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { FILE_TOOLS } from '../../../adapters/outbound/agents/claude-code/file-tools.js'
import { namesSettings, pathsOf, reaches } from '../../../domain/approvals/guarded-paths.js'

const HOME = '/home/me'
const FOLDERS = AGENTS.map(({ projectSettings }) => projectSettings)

describe('paths that a call names', () => {
  const of = (tool: string, input: Parameters<typeof pathsOf>[0]['input'], cwd: string | null = '/work/shop') =>
    pathsOf({ tool, input, cwd }, HOME, FILE_TOOLS)?.map(({ path, reach }) => `${reach} ${path}`) ?? null

  it('are entries for tools that reach one file, and trees for all others', () => {
    for (const tool of ['Read', 'NotebookRead', 'LS', 'Write', 'Edit', 'MultiEdit', 'NotebookEdit'])
      expect(of(tool, { file_path: '/a/b' }), tool).to.deep.equal(['entry /a/b'])
    for (const tool of ['Bash', 'mcp__fs__read', 'Task'])
      expect(of(tool, { file_path: '/a/b' }), tool).to.deep.equal(['tree /a/b'])
  })

  it('are absolute by the folder of the session, the home folder or by themselves', () => {
    const named = (text: string, cwd?: string | null) => of('Read', { file_path: text }, cwd)
    expect([
      named('notes'),
      named('../x'),
      named('/etc/x'),
      named('file:///etc/x'),
      named('a/file:///x'),
      named('~'),
      named('~/.penates/token'),
      named('a~/b'),
    ]).to.deep.equal([
      ['entry /work/shop/./notes'],
      ['entry /work/shop/./../x'],
      ['entry /etc/x'],
      ['entry /etc/x'],
      ['entry /work/shop/./a/file:///x'],
      ['entry /home/me'],
      ['entry /home/me/.penates/token'],
      ['entry /work/shop/./a~/b'],
    ])
  })

  it('are unknown where the folder is unknown or it is the home folder of another user', () => {
    expect([
      of('Read', { file_path: 'notes' }, null),
      of('Read', { file_path: '~other/notes' }),
      of('Read', { file_path: '/a', more_paths: ['~other'] }),
      of('Read', { file_path: '/a' }, null),
      of('Grep', { pattern: 'x' }, null),
    ]).to.deep.equal([null, null, null, ['entry /a'], null])
  })

  it('are all texts under path keys, at any depth', () => {
    const input = {
      command: '/not/named',
      path: '/1',
      file_path: '/2',
      options: { Directory: '/3', folders: ['/4', { root: '/5', note: '/not/named' }], cwd: '/6' },
      url: 'file:///7',
      uri: '/8',
      glob: '/9/*',
      flag: true,
      count: 3,
      nothing: null,
    }
    expect(of('mcp__any', input)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => `tree /${String(at)}`))
    expect(of('Bash', { command: '/x', 0: '/y' })).to.deep.equal([])
  })

  it('of a search are its folder, else that of the session, and its patterns below it', () => {
    expect([
      of('Glob', { pattern: '*.ts' }),
      of('Glob', { pattern: 'src/**/x', path: 'lib' }),
      of('Glob', { pattern: '/etc/*' }),
      of('Grep', { pattern: '/etc/x' }),
      of('Grep', { pattern: '/etc/x', path: '/lib', glob: '~/*' }),
      of('Grep', { path: 5 }),
    ]).to.deep.equal([
      ['tree /work/shop/.', 'tree /work/shop/.'],
      ['tree /work/shop/lib', 'tree /work/shop/lib/src', 'tree /work/shop/lib'],
      ['tree /work/shop/.', 'tree /etc'],
      ['tree /work/shop/.'],
      ['tree /lib', 'tree /lib', 'tree /home/me'],
      ['tree /work/shop/.'],
    ])
  })

  it('with a wildcard are the tree that contains the wildcard', () => {
    for (const wildcard of ['*', '?', '{a,b}', '[ab]'])
      expect(of('Read', { file_path: `/a/b/c${wildcard}/d` }), wildcard).to.deep.equal(['tree /a/b'])
    expect(of('Read', { file_path: '/*' })).to.deep.equal(['tree /'])
  })

  it('of tools other than Grep contain those under the key pattern', () => {
    expect([of('mcp__find', { pattern: '/etc/x' }), of('Grep', { pattern: '/etc/x' })?.length]).to.deep.equal([
      ['tree /etc/x'],
      1,
    ])
  })
})

describe('a guarded place', () => {
  const entry = (path: string) => reaches({ path, reach: 'entry' }, '/home/me/.penates')
  const tree = (path: string) => reaches({ path, reach: 'tree' }, '/home/me/.penates')

  it('is reached by its own path and everything below it', () => {
    for (const path of ['/home/me/.penates', '/home/me/.penates/token', '/home/me/.penates/a/b'])
      expect([entry(path), tree(path)], path).to.deep.equal([true, true])
  })

  it('is reached from above by trees only', () => {
    for (const path of ['/home/me', '/home', '/']) expect([entry(path), tree(path)], path).to.deep.equal([false, true])
  })

  it('is not reached by paths with a common name prefix or by siblings', () => {
    for (const path of ['/home/me/.penates-old', '/home/m', '/home/me/work', '/home/me/.penate'])
      expect([entry(path), tree(path)], path).to.deep.equal([false, false])
  })

  it('is a folder with settings of a CLI in any project, by its whole name', () => {
    const names = ['/w/.claude', '/w/.claude/settings.json', '/.codex/x', '/w/.gemini', '/w/.opencode/a/b']
    const isNamed = (path: string) => namesSettings(path, FOLDERS)
    expect(names.map(isNamed)).to.deep.equal(names.map(() => true))
    expect(['/w/claude', '/w/.claude.json', '/w/x.claude/y', '/'].map(isNamed)).to.deep.equal([
      false,
      false,
      false,
      false,
    ])
  })
})
