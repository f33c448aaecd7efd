Console.WriteLine("comptoir");
