/**
 * Takes the first value in `npm test` and the second in `npm run test:long`, which runs every file that imports this
 * module.
 */
export const shortOrLong = <A>(short: A, long: A): A => (process.env['PENATES_LONG_TESTS'] === '1' ? long : short)
