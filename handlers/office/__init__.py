"""What an office does every week with a case, as conversations: «Pedir aclaración», «Más…», «Registrar caso»."""
