import { Fragment } from 'react';

/** The name of a variable as code; a long one breaks after an underscore and not within a word. */
export function VariableName({ name }: { readonly name: string }) {
  const pieces = name.split(/(?<=_)/);
  return (
    <code>
      {pieces.map((piece, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- pieces of one name do not change their order
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {piece}
        </Fragment>
      ))}
    </code>
  );
}
