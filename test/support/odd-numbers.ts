import fc from 'fast-check'

/** A value as it stands in a line of JSON. */
export interface OddToken {
  readonly json: string
}

const DIGITS = Array.from('0123456789')

const digits = (min: number, max: number) =>
  fc.array(fc.constantFrom(...DIGITS), { minLength: min, maxLength: max }).map((all) => all.join(''))
const whole = digits(1, 22).map((text) => text.replace(/^0+(?=\d)/, ''))
const exponent = fc.tuple(fc.constantFrom('e', 'E', 'e+', 'E-', 'e-'), digits(1, 3)).map((parts) => parts.join(''))

/** Every number that JSON can write: signs, fractions, exponents, more digits than a double holds. */
const numberToken = fc
  .tuple(
    fc.constantFrom('', '', '-'),
    whole,
    fc.option(
      digits(1, 6).map((text) => `.${text}`),
      { nil: '' },
    ),
    fc.option(exponent, { nil: '' }),
  )
  .map((parts) => parts.join(''))

/** Numbers near the bound, where a comparison may be off by one. */
const nearBound = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.integer({ min: 999_999_990, max: 1_000_000_010 }),
    fc.constantFrom('', '.0', '.5', 'e0'),
  )
  .map((parts) => parts.join(''))

const quoted = fc
  .oneof(
    digits(1, 18),
    numberToken,
    fc.constantFrom('NaN', 'Infinity', '-Infinity', '', ' 5', '5 ', '0x1f', '1_000', '1,000', '+5', '٣', 'null'),
  )
  .map((text) => JSON.stringify(text))

/** A count as a transcript may hold it. */
export const oddToken: fc.Arbitrary<OddToken> = fc
  .oneof(
    { weight: 4, arbitrary: numberToken },
    { weight: 2, arbitrary: nearBound },
    { weight: 2, arbitrary: quoted },
    {
      weight: 1,
      arbitrary: fc.constantFrom('null', 'true', 'false', '[]', '[5]', '{}', '{"n":5}', '-0', '0', '1e400', '-1e400'),
    },
  )
  .map((json) => ({ json }))

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/

/**
 * The count that a token stands for, by arithmetic on its digits: nothing of the reader under test is used. Decimal digits in
 * quotes, 15 at most, are the number that they write.
 */
export function naiveCount(json: string, most: number): number {
  const text = json.startsWith('"') ? quotedDigits(json) : json
  const match = text === null ? null : NUMBER.exec(text)
  if (match === null) return 0
  const [, sign, before = '', after = '', power = '0'] = match
  if (sign === '-') return 0
  // More zeros than this are beyond the bound, or a fraction of nothing.
  const shift = Math.min(Math.max(Number(power), -60), 60)
  const scaled = BigInt(before + after)
  const places = after.length - shift
  const isAbove =
    places <= 0 ? scaled * 10n ** BigInt(-places) > BigInt(most) : scaled > BigInt(most) * 10n ** BigInt(places)
  if (isAbove) return 0
  return Number(places <= 0 ? scaled * 10n ** BigInt(-places) : scaled / 10n ** BigInt(places))
}

function quotedDigits(json: string): string | null {
  const text = JSON.parse(json) as string
  return text.length >= 1 && text.length <= 15 && Array.from(text).every((one) => DIGITS.includes(one)) ? text : null
}
