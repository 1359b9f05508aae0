export function StartScreen() {
  return <main />;
}
