/** Says on standard error what is being waited for, and afterwards how long it took. */
export async function stage<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const began = Date.now();
  process.stderr.write(`real home: ${name} …\n`);
  const result = await work();
  process.stderr.write(`real home: ${name}: ${Math.round((Date.now() - began) / 100) / 10} s\n`);
  return result;
}
