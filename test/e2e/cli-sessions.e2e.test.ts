import { spawn } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { cliEnvironment, cliProcess, PROGRAM } from '../support/cli-process.js'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'

describe('penates sessions on real tmux', function () {
  this.timeout(60_000)
  let place: HubPlace
  let hub: HubProcess
  before(async () => {
    place = await hubPlace()
    hub = await place.start()
  })
  after(() => place.close())

  const run = (line: string, input = '') => cliProcess(place, line.split(' '), input)
  const outOf = async (line: string, input = ''): Promise<string> => {
    const { code, out, err } = await run(line, input)
    expect([code, err], line).to.deep.equal([0, ''])
    return out
  }

  it('start, list, prompt, read and end a session of the hub of this machine', async () => {
    expect(await outOf(`sessions new shop --shell -d ${place.home}`)).to.equal(`Started cc-shop in ${place.home}\n`)
    expect(await outOf('sessions ls -q')).to.equal('cc-shop\n')
    expect(await outOf('sessions send cc-shop -', 'echo answer-$((40 + 2))')).to.equal('delivered\n')
    await eventually(async () => void expect(await outOf('sessions logs cc-shop')).to.contain('\nanswer-42\n'))
    expect(await outOf('sessions kill cc-shop')).to.equal('Ended cc-shop.\n')
    expect(await outOf('sessions ls')).to.equal('No sessions.\n')
  })

  it('call another hub through a profile, whose token is in no argument and in no output', async () => {
    const added = await outOf(`profiles add far ${hub.url}`, hub.token)
    const file = join(place.home, 'config/penates/profiles.json')
    expect([(await stat(file)).mode & 0o777, (await readFile(file, 'utf8')).includes(hub.token)]).to.deep.equal([
      0o600,
      true,
    ])
    const listed = await outOf('sessions ls --json --profile far')
    expect(JSON.parse(listed)).to.be.an('array')
    expect([added, await outOf('profiles ls --json')].some((out) => out.includes(hub.token))).to.equal(false)
  })

  /** Runs a script of bash in which `penates` is the program. */
  function bash(...lines: ReadonlyArray<string>) {
    const script = [`penates() { "${process.execPath}" "${PROGRAM}" "$@"; }`, ...lines].join('\n')
    const { stdin, stdout, stderr } = spawn('bash', ['-c', script], { cwd: place.home, env: cliEnvironment(place) })
    stdin.end()
    return Promise.all([text(stdout), text(stderr)])
  }

  it('end quietly with 0 when the reader of the output closes it', async () => {
    let isOver = false
    const output = bash('penates events --follow --type session-started | head -n 1', 'echo "${PIPESTATUS[0]}"')
    void output.then(() => (isOver = true))
    let made = 0
    await eventually(async () => {
      made += 1
      await hub.call('POST', '/api/sessions', { name: `e${String(made)}`, shell: true })
      expect(isOver).to.equal(true)
    })
    const [out, err] = await output
    expect([out.split('\n').slice(1), err]).to.deep.equal([['0', ''], ''])
  })

  it('fail when the output cannot be written, as on a full disk', async () => {
    const [out, err] = await bash('penates sessions ls --json 1< /dev/null', 'echo "$?"')
    expect([out, /^penates: the output could not be written: .*EBADF/.test(err)]).to.deep.equal(['1\n', true])
  })

  it('run through the completion of bash', async () => {
    await hub.call('POST', '/api/sessions', { name: 'two words', shell: true })
    const completed =
      'COMP_WORDS=(penates sessions attach cc-two) COMP_CWORD=3; _penates; printf "%s\\n" "${COMPREPLY[@]}"'
    expect(await bash('eval "$(penates completion bash)"', completed)).to.deep.equal(['cc-two\\ words\n', ''])
  })
})
