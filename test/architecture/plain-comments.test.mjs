import { Linter } from 'eslint'
import { plainComments } from './plain-comments.mjs'

/** The messages about a source text. */
const findings = (text) =>
  new Linter()
    .verify(text, { plugins: { local: { rules: { plain: plainComments } } }, rules: { 'local/plain': 'error' } })
    .map(({ messageId, line }) => `${line} ${messageId}`)

describe('local/plain-comments', () => {
  it('finds doc comments that open with a relative clause', () => {
    expect(findings('/** What runs. */\nlet a\n/**\n * Whether it runs.\n */\nlet b')).to.deep.equal([
      '1 opening',
      '3 opening',
    ])
  })

  it('finds pronouns in every comment', () => {
    expect(findings('// Nobody reads this.\n/* for whoever asks */')).to.deep.equal(['1 pronoun', '2 pronoun'])
  })

  it('finds answers that stop a subscription', () => {
    expect(findings('/** Calls the listener. The answer stops it. */')).to.deep.equal(['1 unsubscribe'])
  })

  it('accepts nouns, verbs and the words inside code', () => {
    expect(
      findings('/** True when it runs. How often: once. */\nconst nobody = "whoever" // What follows is plain.'),
    ).to.deep.equal([])
  })
})
