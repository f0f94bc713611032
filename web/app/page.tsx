export default function Home() {
  return <p>Guildhall</p>;
}
