import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { draftedFields } from './drafted-fields.mjs'

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: {
    files: ['**/*.tsx'],
    languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    plugins: { local: { rules: { 'drafted-fields': draftedFields } } },
    rules: { 'local/drafted-fields': 'error' },
  },
})

async function findings(element) {
  const source = `
    const [typed, setTyped] = useState('')
    const [kept, keep] = useDraft('name', '')
    export const Form = () => (${element})`
  const [result] = await eslint.lintText(source, { filePath: 'form.tsx' })
  return result.messages.map(({ messageId, message }) => messageId ?? message)
}

describe('local/drafted-fields', () => {
  const handler = '(event) => { setTyped(event.currentTarget.value) }'
  for (const [element, found] of [
    [`<input value={typed} onInput={${handler}} />`, ['state']],
    [`<textarea value={typed} onInput={${handler}} />`, ['state']],
    ['<Text value={typed} onInput={setTyped} />', ['state']],
    ['<input type="number" defaultValue="1" />', ['uncontrolled']],
    ['<input value={kept} onInput={({ currentTarget }) => keep(currentTarget.value)} />', []],
    [`<input inputMode="search" value={typed} onInput={${handler}} />`, []],
    [`<input type="password" value={typed} onInput={${handler}} />`, []],
    ['<Text isSecret value={typed} onInput={setTyped} />', []],
    ['<input type="checkbox" />', []],
    ['<textarea readOnly />', []],
  ]) {
    it(`finds ${found.join() || 'nothing'} in ${element}`, async () => {
      expect(await findings(element)).to.deep.equal(found)
    })
  }
})
