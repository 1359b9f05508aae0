/** Axis settings that write tick labels like the numbers in the text: thin spaces, a true minus sign, "20 %". */
export function tickLabels(unit: 'number' | 'percent'): { readonly labelExpr: string } {
  const number = (value: string): string => `replace(format(${value}, ',~f'), regexp(',', 'g'), '\u202f')`;
  return {
    labelExpr: unit === 'percent' ? `${number('100 * datum.value')} + '\u202f%'` : number('datum.value'),
  };
}
