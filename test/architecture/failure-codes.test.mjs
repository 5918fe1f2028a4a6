import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { failureCodes } from './failure-codes.mjs'

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    plugins: { local: { rules: { 'failure-codes': failureCodes } } },
    rules: { 'local/failure-codes': 'error' },
  },
})

async function findings(source) {
  const [result] = await eslint.lintText(source, { filePath: 'use.ts' })
  return result.messages.map(({ messageId, message }) => messageId ?? message)
}

describe('local/failure-codes', () => {
  for (const [source, found] of [
    ["if (failure.error === 'blocked') ask()", ['error']],
    ["if (answer.failure.error.startsWith('Section')) ask()", ['error']],
    ['if (/directory/i.test(failure.error)) ask()', ['error']],
    ['const { error } = failure', ['error']],
    ["const word = body['error']", ['error']],
    ["const isKnown = 'error' in body", ['error']],
    ['if (failure.status === 404) leave()', ['status']],
    ['if (answered.left.status === 401) leave()', ['status']],
    ['const { status } = answer.failure', ['status']],
    ["if (because(failure).includes('gone')) leave()", ['sentence']],
    ["if (because(failure) === 'gone') leave()", ['sentence']],
    ['if (/gone/.test(because(failure))) leave()', ['sentence']],
    ["switch (refusalText(failure)) { case 'gone': leave() }", ['sentence']],
    ["if (hasCode(failure, 'CardBlocked')) ask()", []],
    ['toast(because(failure))', []],
    ['const text = errorText(code) === null ? other : null', []],
    ['if (answer.status === 202) wait()', []],
    ['const { status } = session', []],
  ])
    it(`finds ${found.join() || 'nothing'} in ${source}`, async () => {
      expect(await findings(source)).to.deep.equal(found)
    })

  it('applies to the web client, apart from the border to the hub and the sentences', async () => {
    const config = new ESLint()
    const rulesOf = async (file) => (await config.calculateConfigForFile(file)).rules?.['local/failure-codes']?.[0] ?? 0
    const client = 'adapters/inbound/web/src'
    expect(
      await Promise.all(
        ['board/card/card-actions.ts', 'ui/failure-note.tsx'].map((file) => rulesOf(`${client}/${file}`)),
      ),
    ).to.deep.equal([2, 2])
    expect(
      await Promise.all(['app/failed.ts', 'app/hub/asking.ts'].map((file) => rulesOf(`${client}/${file}`))),
    ).to.deep.equal([0, 0])
  })
})
