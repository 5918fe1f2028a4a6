import fc from 'fast-check'
import { makeSecretMask, maskSecrets } from '../../../domain/recordings/mask-secrets.js'

const word = (length: number): string => 'aB3dE5gH7jK9'.repeat(10).slice(0, length)
/** Form of every secret that the hub makes. */
const MADE = '0123456789abcdef'.repeat(4)
const KEY = `-----BEGIN OPENSSH PRIVATE KEY-----\r\n${word(64)}\r\n${word(20)}==\r\n-----END OPENSSH PRIVATE KEY-----`

/** Secrets with the part that may not be shown. */
const SECRETS: ReadonlyArray<readonly [text: string, secret: string]> = [
  ...['sk-ant-api03-', 'sk-', 'ghp_', 'github_pat_', 'glpat-', 'npm_', 'xoxb-', 'AIza'].map(
    (start): [string, string] => [`${start}${word(40)}`, word(40)],
  ),
  ['AKIAABCDEFGHIJKLMNOP', 'AKIAABCDEFGHIJKLMNOP'],
  [`eyJ${word(40)}.${word(20)}.${word(20)}`, word(20)],
  [`Authorization: Bearer ${word(24)}`, word(24)],
  ['password: hunter22', 'hunter22'],
  ['"api_key": "abcdef123456"', 'abcdef123456'],
  ['export ACCESS_TOKEN=abcdef123456', 'abcdef123456'],
  ['https://user:s3cretpass@example.org/', 's3cretpass'],
  [KEY, word(64)],
  [MADE, MADE],
  [`pnt_${MADE}`, MADE],
  [`pnp_${MADE}`, MADE],
  [`export X=${MADE};`, MADE],
]

describe('secrets in a recording', () => {
  it('are replaced by asterisks of the same length, wherever they are', () => {
    for (const [text, secret] of SECRETS) {
      const masked = maskSecrets(`\u001b[31m${text}\u001b[0m\r\nnext`)
      expect(masked, text).to.not.include(secret)
      expect(masked.length).to.equal(text.length + '\u001b[31m\u001b[0m\r\nnext'.length)
      expect(masked).to.match(/^\u001b\[31m[^]*\u001b\[0m\r\nnext$/)
    }
  })

  it('are replaced behind each escape sequence that a terminal draws', () => {
    const sequences = [
      '[H',
      '[2;1H',
      '[K',
      '[5C',
      '[?25h',
      '[>4;2m',
      '[38:2::1:2:3m',
      '[2 q',
      '(B',
      'M',
      '7',
      '#8',
      '=',
    ]
    for (const sequence of sequences)
      for (const [text, secret] of SECRETS)
        expect(maskSecrets(`word\u001b${sequence}${text}`), `${sequence} ${text}`).to.not.include(secret)
  })

  it('are not seen in ordinary text', () => {
    for (const text of [
      'the token budget is exceeded, and no password was given',
      'docs/task-management-of-long-running-agents.md',
      'commit 1234567890abcdef1234567890abcdef12345678',
      'https://example.org:8080/a@b',
      'npm install && sk-short',
      `sha256:${MADE}`,
      `${MADE}0`,
      MADE.slice(1),
      '',
    ])
      expect(maskSecrets(text)).to.equal(text)
  })

  it('are replaced however the text is split', () => {
    const secret = fc.constantFrom(...SECRETS)
    const cuts = fc.array(fc.nat(400), { maxLength: 8 })
    fc.assert(
      fc.property(secret, cuts, fc.string(), ([text, hidden], places, before) => {
        const whole = `${before} ${text} and on\r\n`
        const mask = makeSecretMask()
        const ends = [...places.map((place) => Math.min(place, whole.length)), whole.length].sort((a, b) => a - b)
        const shown =
          ends.map((end, at) => mask.add(whole.slice(at === 0 ? 0 : ends[at - 1], end))).join('') + mask.end()
        expect(shown).to.have.length(whole.length)
        expect(shown).to.not.include(hidden)
      }),
    )
  })

  it('are replaced wherever the text is cut in two', () => {
    for (const [text, hidden] of SECRETS)
      for (let cut = 1; cut < text.length; cut += 1) {
        const mask = makeSecretMask()
        const shown = mask.add(` ${text.slice(0, cut)}`) + mask.add(`${text.slice(cut)} and on`) + mask.end()
        expect(shown, `${text} cut at ${String(cut)}`).to.not.include(hidden)
      }
  })

  it('are replaced when they come one character at a time, and other text is not held back for long', () => {
    const mask = makeSecretMask()
    const text = `$ echo password=hunter22 done`
    const shown = Array.from({ length: text.length }, (_, at) => mask.add(text.charAt(at))).join('')
    expect(shown + mask.end()).to.equal('$ echo password=******** done')
    expect(mask.add('plain output\r\n$ ')).to.equal('plain output\r\n$ ')
  })

  it('hold back 8,192 characters at most, also of a hostile text', () => {
    const mask = makeSecretMask()
    const hostile = '-----BEGIN RSA PRIVATE KEY-----'.repeat(2_000)
    const shown = mask.add(hostile)
    expect(hostile.length - shown.length).to.be.at.most(8_192)
    expect(mask.end().length).to.equal(hostile.length - shown.length)
  })
})
