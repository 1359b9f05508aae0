import type { ReactNode } from 'react';
import styles from './help.module.css';
import { placeOfLink } from './help-pages.ts';
import type { HelpPage, HelpPlace } from './help-pages.ts';
import type { Block, Inline } from './read-page.ts';

export interface PageViewProps {
  readonly page: HelpPage;
  readonly onPlace: (place: HelpPlace) => void;
}

/** A page as elements; what it says is text, never markup. */
export function PageView({ page, onPlace }: PageViewProps) {
  const line = (content: readonly Inline[]): ReactNode =>
    content.map((piece, index) => (
      // oxlint-disable-next-line react/no-array-index-key -- a page does not change
      <Piece key={index} piece={piece} from={page.path} onPlace={onPlace} />
    ));
  return page.blocks.map((block, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- a page does not change
    <BlockView key={index} block={block} line={line} />
  ));
}

/** The id of a heading in the document. */
export function idOfHeading(heading: string): string {
  return `help-${heading}`;
}

interface BlockViewProps {
  readonly block: Block;
  readonly line: (content: readonly Inline[]) => ReactNode;
}

function BlockView({ block, line }: BlockViewProps) {
  switch (block.kind) {
    case 'heading': {
      // The window above has the first two levels.
      const Heading = block.level === 1 ? 'h3' : block.level === 2 ? 'h4' : 'h5';
      return <Heading id={idOfHeading(block.id)}>{line(block.content)}</Heading>;
    }
    case 'paragraph':
      return <p>{line(block.content)}</p>;
    case 'quote':
      return <blockquote>{line(block.content)}</blockquote>;
    case 'code':
      return <pre>{block.text}</pre>;
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a page does not change
            <li key={index}>{line(item)}</li>
          ))}
        </List>
      );
    }
    case 'table':
      return <TableView block={block} line={line} />;
  }
}

interface TableViewProps extends Pick<BlockViewProps, 'line'> {
  readonly block: Extract<Block, { readonly kind: 'table' }>;
}

function TableView({ block: { head, rows }, line }: TableViewProps) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a page does not change
            <th key={index} scope="col">
              {line(cell)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, number) => (
          // oxlint-disable-next-line react/no-array-index-key -- a page does not change
          <tr key={number}>
            {row.map((cell, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a page does not change
              <td key={index}>{line(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PieceProps {
  readonly piece: Inline;
  readonly from: string;
  readonly onPlace: (place: HelpPlace) => void;
}

function Piece({ piece, from, onPlace }: PieceProps): ReactNode {
  if (piece.kind === 'text') return piece.text;
  if (piece.kind === 'code') return <code>{piece.text}</code>;
  const inner = piece.content.map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- a page does not change
    <Piece key={index} piece={part} from={from} onPlace={onPlace} />
  ));
  if (piece.kind === 'strong') return <strong>{inner}</strong>;
  if (piece.kind === 'emphasis') return <em>{inner}</em>;
  const place = placeOfLink(from, piece.target);
  // Pages that the window does not have stay text: it opens nothing outside of itself.
  if (place === null) return <span>{inner}</span>;
  return (
    <button type="button" className={styles.link} onClick={() => onPlace(place)}>
      {inner}
    </button>
  );
}
