/** Values of a cron field as a list with ranges: `1,3,5-9`. Never `*`, which means more than all values. */
export function printCronValues(values: readonly number[]): string {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (sorted[end + 1] === (sorted[end] as number) + 1) end += 1;
    if (end - start >= 2) {
      parts.push(`${sorted[start]}-${sorted[end]}`);
      start = end + 1;
    } else {
      parts.push(String(sorted[start]));
      start += 1;
    }
  }
  return parts.join(",");
}
