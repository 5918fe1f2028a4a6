import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { nativesFrom } from '../../../infrastructure/natives/natives.js'
import { scratchFolder } from '../../support/scratch-folder.js'
import { nativeLayout } from './native-layout.js'

/** A module that registers itself as compiled for an interface that no Node.js has. node.h, struct node_module. */
const OF_ANOTHER_NODE = `
struct node_module { int version; unsigned flags; void *handle; const char *file; void *a; void *b; const char *name; void *c; void *d; };
extern void node_module_register(void *module);
static struct node_module module = { 1, 0, 0, "pty.cc", 0, 0, "pty", 0, 0 };
__attribute__((constructor)) static void enter(void) { node_module_register(&module); }
`

describe('a native module of another Node.js', () => {
  const folder = scratchFolder()

  it('is named with its version, and the command that replaces it', async function () {
    const { program, build, buildFolder } = await nativeLayout(folder())
    await rm(build)
    const source = join(folder(), 'module.c')
    await writeFile(source, OF_ANOTHER_NODE)
    const undefinedSymbols = process.platform === 'darwin' ? ['-undefined', 'dynamic_lookup'] : []
    await promisify(execFile)('c++', ['-x', 'c', '-shared', '-fPIC', ...undefinedSymbols, '-o', build, source])
    const [fault] = nativesFrom(program).faults()
    expect(fault?.detail).to.match(
      /^@lydell\/node-pty does not load: The module '.*' was compiled against a different Node\.js version using NODE_MODULE_VERSION 1\. This version of Node\.js requires NODE_MODULE_VERSION \d+; node-pty is not installed$/,
    )
    expect(fault?.mend).to.equal(`rm -r ${buildFolder} && npm install --prefix ${folder()} @lydell/node-pty`)
  })
})
