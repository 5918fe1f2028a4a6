import { spawnSync } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { optionsOf } from '../../dist/adapters/inbound/cli/description.js'
import { SERVE } from '../../dist/adapters/inbound/cli/descriptions/machine.js'
import { scratchFolder } from '../../dist/test/support/scratch-folder.js'
import { root } from '../../scripts/lib/run.mjs'

describe('npm start', () => {
  const folder = scratchFolder()

  it('refuses an unknown argument before it installs anything, and lists those that exist', async () => {
    await cp(join(root, 'scripts'), join(folder(), 'scripts'), { recursive: true })
    const script = join(folder(), 'scripts/start.mjs')
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--json', '--port', '3477'])
    expect([status, String(stdout)]).to.deep.equal([2, ''])
    expect(String(stderr)).to.contain('unknown argument --port 3477').and.contain('PORT=')
    const listed = /Arguments: (.*)/.exec(String(stderr))?.[1].split(', ')
    const options = Object.entries(optionsOf(SERVE)).flatMap(([name, { short }]) => [
      ...(short === undefined ? [] : [`-${short}`]),
      `--${name}`,
    ])
    expect(listed).to.deep.equal(['-h', '--help', ...options])
  })
})
